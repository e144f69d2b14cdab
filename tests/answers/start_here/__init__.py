"""Students' answers to the exercises of notebook 00, one module an exercise."""
