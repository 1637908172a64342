// Builds what the map page loads into the Python package. Run by `make web`; its results are not committed.
import { build } from "esbuild";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { feature } from "topojson-client";

const out = new URL("../src/onrecord/web/static/", import.meta.url).pathname;
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: { map: "src/map.js", "map-worker": "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs" },
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  legalComments: "linked",
  loader: { ".css": "css" },
});

// Outlines of countries: [name, polygons of rings of [longitude, latitude]], two decimals. Read by the page and by
// the server's own map.
const world = JSON.parse(await readFile("node_modules/world-atlas/countries-50m.json", "utf8"));
const round = (ring) => ring.map(([x, y]) => [Math.round(x * 100) / 100, Math.round(y * 100) / 100]);
const outlines = feature(world, world.objects.countries).features.map(({ properties, geometry }) => [
  properties.name,
  (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).map((polygon) => polygon.map(round)),
]);
await writeFile(`${out}outlines.json`, JSON.stringify(outlines));
