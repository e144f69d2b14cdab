"""Students' answers to the exercises of notebook 04, one module an exercise."""
