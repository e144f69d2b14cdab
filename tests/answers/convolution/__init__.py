"""Students' answers to the exercises of notebook 07, one module an exercise."""
