"""Students' answers to the exercises of notebook 02, one module an exercise."""
