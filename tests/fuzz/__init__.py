"""Inputs that a machine thinks of, led by which code they reach: `.ci/fuzz [SECONDS]`.

targets     what is done with an input, and what must hold of it whatever it is
__main__    one target under atheris, for some seconds
corpus      inputs worth keeping, a folder a target; `test_fuzzed_inputs` runs them all
"""
