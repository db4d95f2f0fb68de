"""The rules, one a file, found by this folder. A file holds one check; its docstring is the rule's documentation."""
