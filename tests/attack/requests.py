"""Writes a request file for sqlmap for each route that the service describes, with something in every parameter, hole and field.
Usage: requests.py OPENAPI PORT FOLDER GROUP HEADER...   where GROUP is read, change or open; addresses says only what can be asked with GET"""
import json
import os
import sys

described, port, folder, group, headers = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]
KNOWN = {"at": "2026-03-02", "lon": "-72.52", "lat": "39.46", "zoom": "11", "limit": "5", "before": "50", "layer": "wards", "q": "alder", "after": "C00001", "action": "sign-in", "next": "/index.html"}
LEFT_OUT = ("/events", "/export", "sign-out", "/assign", "/imports/{kind}", "/place")  # streams, files, and what would end the attacker's own session


def example(schema):
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].split("/")[-1]]
    if "oneOf" in schema:
        return example(next(one for one in schema["oneOf"] if one.get("type") != "null"))
    kind = schema.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if "properties" in schema:
        return {name: example(one) for name, one in schema["properties"].items()}
    if "array" in kinds:
        return [example(schema["items"])]
    return 1 if "integer" in kinds or "number" in kinds else True if "boolean" in kinds else "manager"


def write(number, method, path, operation):
    query = []
    for one in operation.get("parameters", []):
        value = KNOWN.get(one["name"], "1")
        if one["in"] == "path":
            path = path.replace("{" + one["name"] + "}", value + "*")
        elif one["in"] == "query":
            query.append(f"{one['name']}={value}")
    body = ""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        body = json.dumps(example(content["application/json"]["schema"]))
    if not (query or "*" in path or body):
        return
    lines = [f"{method.upper()} {path}{'?' if query else ''}{'&'.join(query)} HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    with open(os.path.join(folder, f"{group}-{number:02}-{method}.txt"), "w") as file:
        file.write("\r\n".join(lines) + "\r\n\r\n" + body)


if group == "addresses":
    for path, operations in described["paths"].items():
        if "get" in operations and not any(part in path for part in LEFT_OUT):
            for one in (given := operations["get"].get("parameters", [])):
                path = path.replace("{" + one["name"] + "}", KNOWN.get(one["name"], "1"))
            print(path + "?" * any(one["in"] == "query" for one in given) + "&".join(f"{one['name']}={KNOWN.get(one['name'], '1')}" for one in given if one["in"] == "query"))
    sys.exit()
number = 0
for path, operations in described["paths"].items():
    for method, operation in operations.items():
        is_open = "/sign-in" in path
        wanted = {"open": is_open, "read": method == "get" and not is_open, "change": method in ("post", "put") and not is_open}[group]
        if wanted and not any(part in path for part in LEFT_OUT):
            number += 1
            write(number, method, path, operation)
