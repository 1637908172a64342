// The live map over the page's own drawing. Where WebGL is missing, the drawing below it simply stays.
import { AttributionControl, Map as LiveMap, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";

setWorkerUrl("/static/map-worker.js");

const frame = document.querySelector(".map-frame");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const dataOf = (root) => JSON.parse(root.querySelector("#map-data").textContent);
const side = (name) => colour(`--side-${name.slice(1)}`) || colour("--side-0");

/** Squares of the visual language: held filled, likely lighter, contested hatched, claimed outlined, unknown dotted. */
function square(status, fill) {
  const size = 36;
  const canvas = new OffscreenCanvas(size, size);
  const pen = canvas.getContext("2d");
  const box = [4, 4, size - 8, size - 8];
  pen.fillStyle = colour("--panel");
  pen.fillRect(...box);
  pen.lineWidth = status === "claimed" ? 5 : 3;
  pen.strokeStyle = status === "contested" || status === "unknown" ? colour("--soft") : fill;
  if (status === "unknown") pen.setLineDash([3, 4]);
  if (status === "held" || status === "likely") {
    pen.globalAlpha = status === "held" ? 1 : 0.4;
    pen.fillStyle = fill;
    pen.fillRect(...box);
    pen.globalAlpha = 1;
  }
  if (status === "contested") {
    pen.save();
    pen.beginPath();
    pen.rect(...box);
    pen.clip();
    for (let x = -size; x < size; x += 9) {
      pen.moveTo(x, size);
      pen.lineTo(x + size, 0);
    }
    pen.stroke();
    pen.restore();
  }
  pen.strokeRect(...box);
  return pen.getImageData(0, 0, size, size);
}

const point = (thing, properties) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [thing.lon, thing.lat] },
  properties,
});
const placesOf = (data) => ({
  type: "FeatureCollection",
  features: data.places.map((p) =>
    point(p, { name: p.name, told: p.told, href: p.href, icon: `${p.status}-${p.side}`, rank: p.rank }),
  ),
});
const namesOf = (data) => ({
  type: "FeatureCollection",
  features: data.countries.map(([name, lon, lat]) => point({ lon, lat }, { name })),
});
const harmOf = (data) => ({
  type: "FeatureCollection",
  features: data.incidents.map((i) => point(i, { low: i.low, high: i.high, told: i.told, href: i.href })),
});

function start() {
  let data = dataOf(document);
  if (!data.bounds) return;
  const holder = document.createElement("div");
  holder.className = "map-live";
  const map = new LiveMap({
    container: holder,
    attributionControl: false,
    bounds: data.bounds,
    fitBoundsOptions: { padding: 24 },
    maxZoom: 11,
    dragRotate: false,
    pitchWithRotate: false,
    style: {
      version: 8,
      sources: { land: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
        harm: { type: "geojson", data: harmOf(data) }, names: { type: "geojson", data: namesOf(data) },
        places: { type: "geojson", data: { type: "FeatureCollection", features: [] } } },
      layers: [
        { id: "sea", type: "background", paint: { "background-color": colour("--sunk") } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--panel") } },
        { id: "lines", type: "line", source: "land", paint: { "line-color": colour("--strong-line"), "line-width": 0.8 } },
        { id: "names", type: "symbol", source: "names", layout: { "text-field": ["get", "name"], "text-size": 14,
          "text-letter-spacing": 0.12 }, paint: { "text-color": colour("--soft"), "text-halo-color": colour("--panel"), "text-halo-width": 1 } },
        { id: "high", type: "circle", source: "harm", paint: { "circle-radius": ["+", 12, ["*", 2.2, ["sqrt", ["get", "high"]]]],
          "circle-color": "rgba(0,0,0,0)", "circle-stroke-color": colour("--ink"), "circle-stroke-width": 1, "circle-stroke-opacity": 0.55 } },
        { id: "low", type: "circle", source: "harm", paint: { "circle-radius": ["+", 12, ["*", 2.2, ["sqrt", ["get", "low"]]]],
          "circle-color": colour("--ink"), "circle-opacity": 0.14, "circle-stroke-color": colour("--ink"), "circle-stroke-width": 1 } },
        { id: "places", type: "symbol", source: "places", layout: { "icon-image": ["get", "icon"], "icon-size": 0.45,
          "icon-allow-overlap": true, "symbol-sort-key": ["-", 0, ["get", "rank"]] } },
        { id: "labels", type: "symbol", source: "places", layout: { "text-field": ["get", "name"], "text-size": 13,
          "text-variable-anchor": ["left", "right", "top", "bottom"], "text-radial-offset": 0.8, "text-justify": "auto",
          "symbol-sort-key": ["get", "rank"] },
          paint: { "text-color": colour("--ink"), "text-halo-color": colour("--panel"), "text-halo-width": 1.6 } },
      ],
    },
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new AttributionControl({ compact: false, customAttribution: "GeoNames · Natural Earth" }));
  for (const layer of ["places", "low", "high"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
    map.on("click", layer, ({ features, lngLat }) => {
      const { name, told, href } = features[0].properties;
      const box = document.createElement("div");
      const link = document.createElement("a");
      link.href = href;
      link.textContent = name || told;
      box.append(link, name ? document.createElement("br") : "", name ? told : "");
      new Popup({ closeButton: false }).setLngLat(lngLat).setDOMContent(box).addTo(map);
    });
  }
  map.on("load", async () => {
    for (const status of ["held", "likely", "contested", "claimed", "unknown"]) {
      for (let n = 0; n < 10; n += 1) map.addImage(`${status}-s${n}`, square(status, side(`s${n}`)));
    }
    const outlines = await (await fetch("/static/outlines.json")).json();
    map.getSource("land").setData({
      type: "FeatureCollection",
      features: outlines.map(([name, coordinates]) => (
        { type: "Feature", properties: { name }, geometry: { type: "MultiPolygon", coordinates } })),
    });
    map.getSource("places").setData(placesOf(data));
    frame.append(holder);
    map.resize();
    map.fitBounds(data.bounds, { padding: 24, duration: 0 });
    map.once("idle", () => (frame.dataset.ready = "true"));
  });
  document.addEventListener("onrecord:day", ({ detail }) => {
    data = dataOf(detail);
    map.getSource("places")?.setData(placesOf(data));
    map.getSource("harm")?.setData(harmOf(data));
  });
}

if (frame && typeof OffscreenCanvas !== "undefined") {
  try {
    start();
  } catch (error) {
    frame.dataset.ready = "drawing"; // no WebGL: the server's drawing is the map
    console.info(`map drawn by the server: ${error.message}`);
  }
}
