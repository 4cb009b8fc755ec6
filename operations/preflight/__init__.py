"""Is everything set up? Each check says what is missing and where docs/deploy.md tells how it is done."""
