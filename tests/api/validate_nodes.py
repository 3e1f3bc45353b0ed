# SPDX-License-Identifier: GPL-2.0-or-later
# validate_nodes.py SCHEMA < DOCUMENTS: one line for each YAML document, "valid" or why it is not.
import sys

import jsonschema
import yaml

with open(sys.argv[1]) as file:
    schema = yaml.safe_load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
for document in yaml.load_all(sys.stdin, Loader=yaml.CSafeLoader):
    error = jsonschema.exceptions.best_match(validator.iter_errors(document))
    print("valid" if error is None else f"{error.json_path}: {error.message}".replace("\n", " "))
