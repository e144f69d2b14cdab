"""Grading a class: untrusted notebooks in, defensible marks out.

The way of a submission: `collecting` finds it and says whose it is, `sandbox` has its functions taken out (`takeout`)
and called where nothing worth stealing is, `marking` judges what came out with the judge of the notebooks, `gradebook`
keeps it, `reports` and `exports` tell it. `python -m utils.grading` is the door.
"""
