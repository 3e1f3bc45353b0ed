#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks packaging/kubernetes: the manifests against the schema beside this file, what refers to
what in them, and that the chart with its own values makes the same. With the word "damage", damages
the manifests one by one and expects to notice."""

import copy
import json
import pathlib
import re
import sys

import jsonschema
import yaml

HERE = pathlib.Path(__file__).parent
FOLDER = HERE.parent.parent / "packaging" / "kubernetes"
SCHEMA = json.loads((HERE / "kubernetes.schema.json").read_text())
jsonschema.Draft7Validator.check_schema(SCHEMA)
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def lookup(path, values):
    for word in path.strip(".").split("."):
        values = values[word]
    return values


def render(text, values):
    """As much of Helm's templates as the chart uses: values, and lines for each of a list."""
    loop = re.compile(r"^ *\{\{- range (\.\S+) \}\}\n(.*?)^ *\{\{- end \}\}\n", re.M | re.S)

    def repeat(match):
        return "".join(match[2].replace("{{ . }}", str(one)) for one in lookup(match[1], values))

    text = loop.sub(repeat, text)
    text = re.sub(r"\{\{ (\.\S+) \}\}", lambda match: str(lookup(match[1], values)), text)
    if "{{" in text:
        raise ValueError("a template says what this does not know: " + text[text.index("{{"):][:60])
    return text


def chart(values):
    jsonschema.validate(values, json.loads((FOLDER / "chart" / "values.schema.json").read_text()))
    whole = {"Values": values, "Release": {"Namespace": "kube-system"}}
    objects = []
    for path in sorted((FOLDER / "chart" / "templates").glob("*.yaml")):
        objects += yaml.safe_load_all(render(path.read_text(), whole))
    return objects


def manifests():
    objects = []
    for name in ("daemonset.yaml", "rbac.yaml"):
        objects += yaml.safe_load_all((FOLDER / name).read_text())
    return objects


def check(objects):
    for one in objects:
        VALIDATOR.validate(one)
    accounts = {one["metadata"]["name"] for one in objects if one["kind"] == "ServiceAccount"}
    for one in objects:
        if one["kind"] != "DaemonSet":
            continue
        template = one["spec"]["template"]
        wanted = one["spec"]["selector"]["matchLabels"].items()
        assert wanted <= template["metadata"]["labels"].items(), "it does not select its pods"
        assert template["spec"]["serviceAccountName"] in accounts, "its account is not made"
        volumes = {volume["name"] for volume in template["spec"]["volumes"]}
        mounts = {mount["name"] for mount in template["spec"]["containers"][0]["volumeMounts"]}
        assert volumes == mounts, "volumes and mounts differ"


def paths(value, path=()):
    if isinstance(value, dict):
        for key in value:
            yield path + (key,)
            yield from paths(value[key], path + (key,))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from paths(one, path + (index,))


def damage():
    """Every word that is spelled otherwise must be noticed."""
    objects = manifests()
    count = 0
    for number, one in enumerate(objects):
        for path in list(paths(one)):
            if any(word in ("labels", "nodeSelector", "tolerations", "matchLabels")
                   for word in path[:-1]):
                continue
            damaged = copy.deepcopy(objects)
            place = damaged[number]
            for word in path[:-1]:
                place = place[word]
            place[str(path[-1]) + "X"] = place.pop(path[-1])
            try:
                check(damaged)
            except (AssertionError, KeyError, jsonschema.ValidationError):
                count += 1
                continue
            sys.exit(f"nobody notices that {path} is spelled otherwise")
    assert count > 50, count


def main():
    if sys.argv[1:] == ["damage"]:
        damage()
        return
    check(manifests())
    values = yaml.safe_load((FOLDER / "chart" / "values.yaml").read_text())
    key = lambda one: (one["kind"], one["metadata"]["name"])
    assert sorted(chart(values), key=key) == sorted(manifests(), key=key), "the chart makes others"
    values["extraArgs"] = ["--own", "--set-sysctls"]
    objects = chart(values)
    check(objects)
    agent = next(one for one in objects if one["kind"] == "DaemonSet")
    args = agent["spec"]["template"]["spec"]["containers"][0]["args"]
    assert args[-2:] == values["extraArgs"], args
    values["metricsListen"] = "0.0.0.0:9101"
    try:
        chart(values)
    except jsonschema.ValidationError:
        return
    sys.exit("metrics for everybody are taken")


main()
