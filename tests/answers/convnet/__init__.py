"""Students' answers to the exercises of notebook 09, one module an exercise."""
