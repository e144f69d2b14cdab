"""Students' answers to the exercises of notebook 05, one module an exercise; `mlp_backward` has one for each kind of cache."""
