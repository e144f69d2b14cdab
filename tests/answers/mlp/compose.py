"""Students' answers to `compose`."""
# ruff: noqa: B006, F821 (such slips are what these answers are about)

import functools
import itertools

import numpy as np

from tests.answers import right, wrong

# ---------------------------------------------------------------- right


@right("compose")
def compose_loop(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed


@right("compose")
def compose_reduce(*functions):
    return functools.reduce(lambda f, g: lambda x: g(f(x)), functions, lambda x: x)


@right("compose")
def compose_reduce_value(*functions):
    return lambda x: functools.reduce(lambda value, f: f(value), functions, x)


@right("compose")
def compose_recursion(*functions):
    if not functions:
        return lambda x: x
    first, *rest = functions
    then = compose_recursion(*rest)
    return lambda x: then(first(x))


@right("compose")
def compose_recursion_from_the_end(*functions):
    if len(functions) == 0:
        return lambda x: x
    if len(functions) == 1:
        return functions[0]
    return lambda x: functions[-1](compose_recursion_from_the_end(*functions[:-1])(x))


class Composition:
    def __init__(self, *functions):
        self.functions = functions

    def __call__(self, x):
        for f in self.functions:
            x = f(x)
        return x


right("compose")(Composition)


@right("compose")
def compose_class_instance(*functions):
    return Composition(*functions)


@right("compose")
def compose_partial(*functions):
    def apply_all(functions, x):
        result = x
        for i in range(len(functions)):
            result = functions[i](result)
        return result
    return functools.partial(apply_all, functions)


@right("compose")
def compose_index(*functions):
    def composed(x, k=0):
        return x if k == len(functions) else composed(functions[k](x), k + 1)
    return composed


@right("compose")
def compose_default_binding(*functions):
    chain = lambda x: x
    for f in functions:
        chain = lambda x, f=f, before=chain: f(before(x))
    return chain


@right("compose")
def compose_accumulate(*functions):
    return lambda x: list(itertools.accumulate(functions, lambda value, f: f(value), initial=x))[-1]


@right("compose")
def compose_deque(*functions):
    from collections import deque

    def composed(x):
        queue = deque(functions)
        while queue:
            x = queue.popleft()(x)
        return x
    return composed


@right("compose")
def compose_halves(*fs):
    if len(fs) <= 1:
        return fs[0] if fs else (lambda x: x)
    left, right_half = compose_halves(*fs[:len(fs) // 2]), compose_halves(*fs[len(fs) // 2:])
    return lambda x: right_half(left(x))


@right("compose")
def compose_lecture_order(*functions):
    inner_last = functions[::-1]

    def composed(z):
        for h in reversed(inner_last):
            z = h(z)
        return z
    return composed


@right("compose")
def compose_any_arguments(*functions):
    def composed(*args):
        if not functions:
            return args[0]
        value = functions[0](*args)
        for f in functions[1:]:
            value = f(value)
        return value
    return composed


right("compose")(lambda *fs: (lambda x: compose_loop(*fs)(x)))


# ---------------------------------------------------------------- wrong


@wrong("compose", "order-reversed")
def compose_reversed(*functions):
    """The last function given is applied first."""
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x
    return composed


@wrong("compose", "order-reversed")
def compose_reversed_slice(*functions):
    """Reversed, by a slice."""
    return lambda x: functools.reduce(lambda v, f: f(v), functions[::-1], x)


@wrong("compose", "order-reversed")
def compose_reversed_reduce(*functions):
    """The reduce puts the new function inside: f(g(x))."""
    return functools.reduce(lambda f, g: lambda x: f(g(x)), functions, lambda x: x)


@wrong("compose", "order-reversed")
def compose_reversed_recursion(*functions):
    """The recursion applies the first function last."""
    if not functions:
        return lambda x: x
    return lambda x: functions[0](compose_reversed_recursion(*functions[1:])(x))


@wrong("compose", "all-on-the-input")
def compose_each_on_x(*functions):
    """Applies each function to x: only the last one counts."""
    def composed(x):
        out = x
        for f in functions:
            out = f(x)
        return out
    return composed


@wrong("compose", "all-on-the-input")
def compose_last_only(*functions):
    """Only the last function is applied."""
    if not functions:
        return lambda x: x
    return functions[-1]


@wrong("compose", "applies-forever")
def compose_late_binding(*functions):
    """The lambdas all see the loop's last f: the last function is applied every time."""
    chain = []
    for f in functions:
        chain.append(lambda x: f(x))

    def composed(x):
        for g in chain:
            x = g(x)
        return x
    return composed


@wrong("compose", "applies-forever")
def compose_late_binding_recursion(*functions):
    """The lambda refers to itself: endless recursion."""
    composed = lambda x: x
    for f in functions:
        composed = lambda x: f(composed(x))
    return composed


@wrong("compose", "first-only")
def compose_first_only(*functions):
    """return inside the loop: only the first function is applied."""
    def composed(x):
        for f in functions:
            return f(x)
        return x
    return composed


@wrong("compose", "first-only")
def compose_first_only_index(*functions):
    """Only functions[0]."""
    return functions[0] if functions else (lambda x: x)


@wrong("compose", "two-only")
def compose_first_two(*functions):
    """Only two functions."""
    def composed(x):
        for f in functions[:2]:
            x = f(x)
        return x
    return composed


@wrong("compose", "wrong-signature")
def compose_exactly_two(f, g):
    """Takes exactly two functions."""
    return lambda x: g(f(x))


@wrong("compose", "wrong-signature")
def compose_two_defaults(f=lambda x: x, g=lambda x: x, h=lambda x: x):
    """Takes three functions at most."""
    return lambda x: h(g(f(x)))


@wrong("compose", "wrong-signature")
def compose_list(functions):
    """Takes one list of functions."""
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed


@wrong("compose", "raised")
def compose_list_unpacked(*functions):
    """Takes the first argument for a list of functions."""
    def composed(x):
        for f in functions[0]:
            x = f(x)
        return x
    return composed


@wrong("compose", "nothing-composed")
def compose_no_identity(*functions):
    """None given: there is no functions[0]."""
    def composed(x):
        x = functions[0](x)
        for f in functions[1:]:
            x = f(x)
        return x
    return composed


@wrong("compose", "nothing-composed")
def compose_no_identity_reduce(*functions):
    """None given: reduce has no start."""
    return functools.reduce(lambda f, g: lambda x: g(f(x)), functions)


@wrong("compose", "nothing-composed")
def compose_none_for_none(*functions):
    """None given: returns None."""
    if functions:
        return compose_loop(*functions)


@wrong("compose", "nothing-composed")
def compose_none_from_identity(*functions):
    """None given: the function returns None."""
    def composed(x):
        result = None
        for i, f in enumerate(functions):
            result = f(x if i == 0 else result)
        return result
    return composed


@wrong("compose", "nothing-composed")
def compose_zero_for_none(*functions):
    """None given: the function returns 0."""
    def composed(x):
        out = x if functions else 0
        for f in functions:
            out = f(out)
        return out
    return composed


@wrong("compose", "raised")
def compose_value(*functions):
    """Takes the last argument for x and returns a value."""
    *fs, x = functions
    for f in fs:
        x = f(x)
    return x


@wrong("compose", "wrong-signature")
def compose_value_first(x, *functions):
    """Takes x first, as if it were a pipe."""
    for f in functions:
        x = f(x)
    return x


@wrong("compose", "raised")
def compose_applies_at_once(*functions):
    """Calls the functions when composing: x is not there yet."""
    result = None
    for f in functions:
        result = f(result)
    return lambda x: result


@wrong("compose", "raised")
def compose_of_functions(*functions):
    """Calls the functions on each other."""
    out = functions[0]
    for f in functions[1:]:
        out = f(out)
    return out


@wrong("compose", "works-once")
def compose_used_up(*functions):
    """The iterator is used up after the first call."""
    steps = iter(functions)

    def composed(x):
        for f in steps:
            x = f(x)
        return x
    return composed


@wrong("compose", "works-once")
def compose_used_up_pop(*functions):
    """pop empties the list on the first call."""
    steps = list(functions)

    def composed(x):
        while steps:
            x = steps.pop(0)(x)
        return x
    return composed


@wrong("compose", "works-once")
def compose_used_up_generator(*functions):
    """A generator can be run through once."""
    steps = (f for f in functions)
    return lambda x: functools.reduce(lambda value, f: f(value), steps, x)


@wrong("compose", "works-once-reversed")
def compose_pop_last(*functions):
    """pop() takes from the end, and empties the list."""
    steps = list(functions)

    def composed(x):
        while steps:
            x = steps.pop()(x)
        return x
    return composed


@wrong("compose", "returned-none")
def compose_forgets_return_outer(*functions):
    """The outer return is missing."""
    def composed(x):
        for f in functions:
            x = f(x)
        return x


@wrong("compose", "wrong-type")
def compose_forgets_return_inner(*functions):
    """The inner return is missing."""
    def composed(x):
        for f in functions:
            x = f(x)
    return composed


@wrong("compose", "wrong-type")
def compose_calls_inner(*functions):
    """Returns composed() instead of composed."""
    def composed(x=0):
        for f in functions:
            x = f(x)
        return x
    return composed()


@wrong("compose", "raised")
def compose_calls_inner_without_argument(*functions):
    """Calls composed without its argument."""
    def composed(x):
        for f in functions:
            x = f(x)
        return x
    return composed()


@wrong("compose", "ignores-functions")
def compose_result_dropped(*functions):
    """Calls the functions and drops what they return."""
    def composed(x):
        for f in functions:
            f(x)
        return x
    return composed


@wrong("compose", "ignores-functions")
def compose_identity(*functions):
    """Always the identity."""
    return lambda x: x


@wrong("compose", "last-left-out")
def compose_skips_last(*functions):
    """range(len - 1): the last function is not applied."""
    def composed(x):
        for i in range(len(functions) - 1):
            x = functions[i](x)
        return x
    return composed


@wrong("compose", "last-left-out")
def compose_skips_last_slice(*functions):
    """[:-1]: the last function is not applied."""
    return compose_loop(*functions[:-1])


@wrong("compose", "first-left-out")
def compose_skips_first(*functions):
    """Counts from 1: the first function is not applied."""
    def composed(x):
        for i in range(1, len(functions)):
            x = functions[i](x)
        return x
    return composed


@wrong("compose", "raised")
def compose_too_far(*functions):
    """One index too far."""
    def composed(x):
        for i in range(len(functions) + 1):
            x = functions[i](x)
        return x
    return composed


@wrong("compose", "first-twice")
def compose_first_twice(*functions):
    """Applies the first function twice."""
    def composed(x):
        value = functions[0](x) if functions else x
        for f in functions:
            value = f(value)
        return value
    return composed


@wrong("compose", "last-twice")
def compose_last_twice(*functions):
    """Applies the last function twice."""
    def composed(x):
        for f in functions:
            x = f(x)
        return functions[-1](x) if functions else x
    return composed


@wrong("compose", "each-twice")
def compose_each_twice(*functions):
    """Applies each function twice."""
    def composed(x):
        for f in functions:
            x = f(f(x))
        return x
    return composed


@wrong("compose", "results-listed")
def compose_list_of_results(*functions):
    """Returns the list of each function's value at x."""
    return lambda x: [f(x) for f in functions]


@wrong("compose", "steps-listed")
def compose_all_steps(*functions):
    """Returns all intermediate results."""
    def composed(x):
        steps = [x]
        for f in functions:
            steps.append(f(steps[-1]))
        return steps
    return composed


@wrong("compose", "results-added")
def compose_sum(*functions):
    """Adds the functions' values."""
    return lambda x: sum(f(x) for f in functions) if functions else x


@wrong("compose", "results-multiplied")
def compose_product(*functions):
    """Multiplies the functions' values: takes the ring for a product sign."""
    def composed(x):
        out = 1.0
        for f in functions:
            out = out * f(x)
        return out if functions else x
    return composed


@wrong("compose", "input-added")
def compose_residual(*functions):
    """Adds each function's value to x."""
    def composed(x):
        for f in functions:
            x = x + f(x)
        return x
    return composed


@wrong("compose", "wrong-type")
def compose_prints(*functions):
    """Prints and returns None."""
    def composed(x):
        for f in functions:
            x = f(x)
        print(x)
    return composed


@wrong("compose", "wrong-type")
def compose_tuple(*functions):
    """Returns the functions."""
    return functions


@wrong("compose", "wrong-type")
def compose_generator(*functions):
    """yield instead of return."""
    def composed(x):
        for f in functions:
            x = f(x)
            yield x
    return composed


@wrong("compose", "not-repeatable")
def compose_mutable_default(*functions, chain=[]):
    """The list in the default argument remembers earlier functions."""
    chain.extend(functions)
    steps = list(chain)

    def composed(x):
        for f in steps:
            x = f(x)
        return x
    return composed


functions_so_far = []


@wrong("compose", "not-repeatable")
def compose_global(*functions):
    """Collects the functions in a global list, which the next call changes."""
    functions_so_far.extend(functions)

    def composed(x):
        for f in functions_so_far:
            x = f(x)
        return x
    return composed


@wrong("compose", "raised")
def compose_typo(*functions):
    """function for functions."""
    def composed(x):
        for f in function:
            x = f(x)
        return x
    return composed


@wrong("compose", "raised")
def compose_shadowed(*functions):
    """The loop variable has the argument's name."""
    def composed(x):
        for x in functions:
            x = x(x)
        return x
    return composed


@wrong("compose", "changed-input")
def compose_into_the_array(*functions):
    """Each result is written into the array that was handed in."""
    def composed(x):
        for function in functions:
            x[:] = function(x)
        return x
    return composed


@wrong("compose", "item-by-item")
def compose_items(*functions):
    """Item by item: nothing that looks at the whole can be composed."""
    def composed(x):
        out = []
        for item in x:
            for function in functions:
                item = function(item)
            out.append(item)
        return np.array(out)
    return composed


@wrong("compose", "first-result-kept")
def compose_remembers(*functions):
    """The first result is kept, and given again."""
    kept = {}

    def composed(x):
        if "result" not in kept:
            for function in functions:
                x = function(x)
            kept["result"] = x
        return kept["result"]
    return composed


@wrong("compose", "first-and-last-only")
def compose_outer_two(*functions):
    """The last of the first."""
    return lambda x: functions[-1](functions[0](x))


@wrong("compose", "first-repeated")
def compose_index_zero(*functions):
    """The index is always 0."""
    def composed(x):
        for _ in range(len(functions)):
            x = functions[0](x)
        return x
    return composed


@wrong("compose", None)
def compose_one_is_the_identity(*functions):
    """A single function is taken for none."""
    if len(functions) <= 1:
        return lambda x: x
    return compose_reduced(*functions)


@right("compose")
def compose_reduced(*functions):
    return functools.reduce(lambda inner, outer: lambda x: outer(inner(x)), functions, lambda x: x)


@right("compose")
def compose_inside_out(*functions):
    composed = lambda x: x      # noqa: E731
    for function in functions[::-1]:
        composed = (lambda first, rest: lambda x: rest(first(x)))(function, composed)
    return composed
