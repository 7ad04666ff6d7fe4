"""GovInfo's bill status: what became of a bill, without a key, from the 108th Congress on."""
