"""Many charging sessions through the real code in virtual time, with everything that goes wrong.

A world (`world`) has stations, drivers, card terminals and a payment provider; the code under test
is the functions and domain of this repository over the memory adapters (`deployment`), run by the
real state machine (`workflow`). What befalls them is drawn from a seed (`chance`), and at the end
the world's own books are compared with ours (`invariants`). See docs/money.md, "Simulation".
"""
