"""The exercises, one file a module. Each file ends with EXERCISES, id -> Exercise."""
