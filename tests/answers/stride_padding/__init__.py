"""Students' answers to the exercises of notebook 08, one module an exercise."""
