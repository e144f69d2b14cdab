"""The exercises of notebook 05: what is true of their cases, whatever the answer."""

import re

import numpy as np
import pytest

from utils.checking import examine, exercises, find
from utils.checking.cases import Answer
from utils.checking.trial import trial
from utils.checking.values import leaves

SEEDS = (None, 3, 20260131)
NAMES = [name for name, exercise in exercises().items() if exercise.notebook == "05_backprop"]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_wrong_gradient_hides_behind_zeros(seed):
    """Biases differ from 0; every hidden layer has relus that are open and some that are not; upstream has both signs; no
    parameter of any layer has a gradient of zeros alone."""
    tried = trial(find("mlp_backward"), seed)
    for case, expected in zip(tried.cases, tried.expected):
        upstream, theta, cache = case.args
        h = cache.args[0]
        assert isinstance(cache, Answer) and all(np.any(b) for _, b in theta)
        assert (upstream > 0).any() and (upstream < 0).any()
        for W, b in theta[:-1]:
            z = h @ W.T + b
            assert (z > 0).any() and (z <= 0).any(), case
            h = np.maximum(z, 0)
        assert all(np.any(array) for _, array in leaves(expected)), case


@pytest.mark.parametrize("seed", SEEDS)
def test_networks_of_one_two_three_and_four_layers_are_tried_and_a_relu_at_its_kink(seed):
    cases = trial(find("mlp_backward"), seed).cases
    assert {len(case.args[1]) for case in cases} == {1, 2, 3, 4}
    assert any(np.any(case.args[2].args[0] @ case.args[1][0][0].T + case.args[1][0][1] == 0) for case in cases if len(case.args[1]) > 1)


@pytest.mark.parametrize("name", [name for name in NAMES if find(name).arithmetic])
def test_a_sum_that_is_written_out_ends_in_the_right_number(name):
    exercise, tried, written = find(name), trial(find(name)), 0
    for case, expected in zip(tried.cases, tried.expected):
        parts = [(array, (part,)) for part, array in zip(exercise.output, expected)] if isinstance(expected, list) else [(expected, ())]
        for array, part in parts:
            for index in np.ndindex(array.shape):
                text = exercise.arithmetic(case.args, index, *part)
                if text is not None:
                    written += 1
                    assert float(re.split("= ", text)[-1]) == pytest.approx(array[index], rel=1e-4, abs=1e-6), text
    assert written


def test_an_answer_is_not_blamed_for_the_other_one_it_needs():
    from tests.answers.backprop.mlp_backward_relying import backward_beside_a_wrong_forward
    text = examine("mlp_backward", backward_beside_a_wrong_forward).text
    assert "`mlp_forward`" in text and "Mend" in text


def test_a_step_that_an_integer_cannot_take_is_tried_and_large_logits_in_every_direction():
    assert any(case.args[1].dtype.kind == "i" for case in trial(find("numerical_gradient")).cases)
    logits = [case.args[0] for case in trial(find("softmax_cross_entropy_backward")).cases]
    assert min(map(np.min, logits)) <= -1000 and max(map(np.max, logits)) >= 1000
