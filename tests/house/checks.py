"""The rules of the house as functions: each takes one module and returns its faults, in words.

Beside each rule stand a module that breaks it and one that comes near; see test_checks.py. What import-linter,
ruff and mypy see already (layers, naive times, missing annotations) is left to them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator

from tests.house.tree import Module

Check = Callable[[Module], list[str]]
Function = ast.FunctionDef | ast.AsyncFunctionDef

MODULE_LINES = 400
FUNCTION_LINES = 60
PARAMETERS = 6
# Names that say nothing of what is inside: a small function lives with its only caller.
BANNED_NAMES = frozenset({"utils", "util", "helpers", "helper", "misc", "common", "base", "core", "manager"})
# A command's or a route's parameters are its options, not what a caller has to hold in mind.
ENTRY_POINTS = frozenset({"command", "callback", "get", "post", "put", "patch", "delete"})
NETWORK = frozenset(
    {
        "requests",
        "httpx",
        "httpx2",
        "urllib3",
        "aiohttp",
        "urllib.request",
        "http.client",
        "ftplib",
        "smtplib",
        "socket",
    }
)
# The same input gives the same output here; time and chance come in as arguments.
PURE = frozenset(
    {
        "model",
        "intake",
        "gazetteer",
        "read",
        "corroborate",
        "assess",
        "export",
        "derive",
        "codec",
        "lexicon",
        "seams",
    }
)
CLOCKS = frozenset(
    {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "time.time",
        "time.time_ns",
        "time.localtime",
    }
)


def docstrings(module: Module) -> list[str]:
    """Every module, class, public function and public method says in a sentence what it is for."""
    faults = [] if ast.get_docstring(module.tree) else ["the module has no docstring"]
    if "migrations" in module.inside:
        return faults  # upgrade() and downgrade() mean the same in each
    for scope, node in _definitions(module.tree):
        if _is_public(scope, node) and not _is_overload(node) and not ast.get_docstring(node):
            faults.append(f"line {node.lineno}: {node.name} has no docstring")
    return faults


def module_length(module: Module) -> list[str]:
    """A module is short enough to be read at a sitting."""
    lines = len(module.text.splitlines())
    return [f"{lines} lines, {MODULE_LINES} allowed"] if lines > MODULE_LINES else []


def function_length(module: Module) -> list[str]:
    """A function fits on a screen, its docstring counted."""
    if "migrations" in module.inside:
        return []  # a migration is one long statement of what changes, and is never edited again
    return [
        f"line {node.lineno}: {node.name} has {length} lines, {FUNCTION_LINES} allowed"
        for node in _functions(module.tree)
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def parameters(module: Module) -> list[str]:
    """A function takes few arguments; more of them are a value that wants a name."""
    faults = []
    for node in _functions(module.tree):
        if any(_last_name(decorator) in ENTRY_POINTS for decorator in node.decorator_list):
            continue
        taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        count = len([arg for arg in taken if arg.arg not in {"self", "cls"}])
        if count > PARAMETERS:
            faults.append(f"line {node.lineno}: {node.name} takes {count} arguments, {PARAMETERS} allowed")
    return faults


def module_names(module: Module) -> list[str]:
    """No module or folder is named for having no better name."""
    parts = module.name.removesuffix(".py").split("/")
    return [f"{part} is no name for a module" for part in parts if part.strip("_") in BANNED_NAMES]


def type_checking(module: Module) -> list[str]:
    """No import is for the type checker alone: if one is needed, the layering is wrong."""
    return [
        f"line {node.lineno}: TYPE_CHECKING"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute) and _last_name(node) == "TYPE_CHECKING"
    ]


def broad_excepts(module: Module) -> list[str]:
    """One place may catch everything: around one report at a time, in monitor.py."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type):
            found.append(f"line {node.lineno}: catches everything")
        elif (
            isinstance(node, ast.Call)
            and _last_name(node.func) == "suppress"
            and any(map(_is_broad, node.args))
        ):
            found.append(f"line {node.lineno}: suppresses everything")
    return found[1:] if module.inside == ("monitor",) else found


def network(module: Module) -> list[str]:
    """Nothing in the package opens a connection."""
    return [
        f"line {line}: imports {name}"
        for line, name in _imports(module.tree)
        if any(name == library or name.startswith(f"{library}.") for library in NETWORK)
    ]


def environment(module: Module) -> list[str]:
    """Only settings.py reads the environment; everything else is handed its options."""
    if module.inside == ("settings",):
        return []
    return [
        f"line {line}: reads the environment ({name})"
        for line, name in _dotted_names(module.tree)
        if name in {"os.environ", "os.environb", "os.getenv"}
    ]


def purity(module: Module) -> list[str]:
    """The stages look at no clock; and nothing anywhere is drawn by chance."""
    faults = [
        f"line {line}: imports {name}; a draw is a hash of ids"
        for line, name in _imports(module.tree)
        if name.split(".")[0] in {"random", "secrets"} and module.inside[:1] != ("web",)
    ]
    if module.inside and module.inside[0] in PURE:
        for line, name in _dotted_names(module.tree):
            if name in CLOCKS or name.removeprefix("datetime.") in CLOCKS:
                faults.append(f"line {line}: asks the clock ({name})")
    return faults


def model_imports(module: Module) -> list[str]:
    """`model` and `errors` use the standard library and each other, so that anyone may use them."""
    if module.inside[:1] not in {("model",), ("errors",)}:
        return []
    return [
        f"line {line}: imports {name}"
        for line, name in _imports(module.tree)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not name.startswith(("onrecord.model", "onrecord.errors"))
    ]


def model_types(module: Module) -> list[str]:
    """Values are frozen, with slots, built by keyword, and hold tuples instead of lists."""
    if module.inside[:1] != ("model",):
        return []
    faults = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef) or _is_enum_or_protocol(node):
            continue
        if not _is_frozen_dataclass(node):
            faults.append(
                f"line {node.lineno}: {node.name} is not dataclass(frozen=True, slots=True, kw_only=True)"
            )
        for field in node.body:
            if isinstance(field, ast.AnnAssign) and (mutable := _mutable_in(field.annotation)):
                faults.append(f"line {field.lineno}: {ast.unparse(field.target)} may be changed ({mutable})")
    return faults


def skips(module: Module) -> list[str]:
    """A test that is skipped tests nothing, so a skip is a fault."""
    names = {"skip", "skipif", "importorskip", "xfail"}
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in names
        and _dotted(node).startswith(("pytest.", "unittest.", "mark."))
    ]


def _definitions(tree: ast.Module) -> Iterator[tuple[tuple[str, ...], Function | ast.ClassDef]]:
    """Functions and classes at module level and in classes, with the names of the classes around them."""
    waiting: list[tuple[tuple[str, ...], ast.stmt]] = [((), node) for node in tree.body]
    while waiting:
        scope, node = waiting.pop(0)
        if isinstance(node, Function | ast.ClassDef):
            yield scope, node
        if isinstance(node, ast.ClassDef):
            waiting += [((*scope, node.name), inner) for inner in node.body]


def _functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _is_public(scope: tuple[str, ...], node: Function | ast.ClassDef) -> bool:
    return not any(name.startswith("_") for name in (*scope, node.name))


def _is_overload(node: Function | ast.ClassDef) -> bool:
    """Whether the text that counts stands elsewhere: at the implementation, or at what it overrides."""
    return any(
        _last_name(decorator) in {"overload", "override", "setter"} for decorator in node.decorator_list
    )


def _is_broad(caught: ast.expr | None) -> bool:
    if isinstance(caught, ast.Tuple):
        return any(map(_is_broad, caught.elts))
    return caught is None or _last_name(caught) in {"Exception", "BaseException"}


def _is_enum_or_protocol(node: ast.ClassDef) -> bool:
    return any(_last_name(base).endswith(("Enum", "Flag", "Protocol")) for base in node.bases)


def _is_frozen_dataclass(node: ast.ClassDef) -> bool:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and _last_name(decorator) == "dataclass":
            on = {
                key.arg
                for key in decorator.keywords
                if isinstance(key.value, ast.Constant) and key.value.value
            }
            return {"frozen", "slots", "kw_only"} <= on
    return False


def _mutable_in(annotation: ast.expr) -> str:
    """The first changeable collection in an annotation; a ClassVar belongs to no value."""
    if ast.unparse(annotation).startswith(("ClassVar", "typing.ClassVar")):
        return ""
    names = [_last_name(node) for node in ast.walk(annotation) if isinstance(node, ast.Name | ast.Attribute)]
    return next((name for name in names if name in {"list", "dict", "set", "bytearray"}), "")


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each imported module, and each name taken from one (which may be a module itself), with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _dotted_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each dotted name that is used or imported, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.lineno, _dotted(node)
    yield from _imports(tree)


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def _last_name(node: ast.expr) -> str:
    """`c` of `a.b.c`, `a.b.c(...)` and `c[...]`; empty for anything else."""
    match node:
        case ast.Call(func=inner) | ast.Subscript(value=inner):
            return _last_name(inner)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""
