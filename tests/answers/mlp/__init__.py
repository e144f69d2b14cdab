"""Students' answers to the exercises of notebook 01, one module an exercise."""
