"""Pages for the customer: paying as an app would have it done, and the bank's question (3DS)."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from payment_sandbox.answering import Api
from payment_sandbox.cards import CARDS
from payment_sandbox.confirming import authenticate, confirm
from payment_sandbox.customers import confirm_setup, finish_setup
from payment_sandbox.problems import ApiError
from payment_sandbox.wire import form_of
from payment_sandbox.world import Thing, World

_KINDS = {"pi": "payment_intent", "seti": "setup_intent"}


def routes(api: Api) -> list[Route]:
    """`/pay/<id>?client_secret=...` and `/3ds/<id>`."""
    world = api.world

    async def pay(request: Request) -> Response:
        given = await form_of(request) if request.method == "POST" else request.query_params.items()
        return _pay(_thing(request, world), dict(given), world)

    async def bank(request: Request) -> Response:
        thing = _thing(request, world)
        if request.method == "POST":
            return _answered(thing, dict(await form_of(request)).get("answer") == "yes", world)
        return _page("Your bank asks", f"Is this you? {_amount(thing)} {_BANK_FORM}")

    return [
        Route("/pay/{id}", pay, methods=["GET", "POST"]),
        Route("/3ds/{id}", bank, methods=["GET", "POST"]),
    ]


_BANK_FORM = """<form method="post"><button name="answer" value="yes">Yes</button>
<button name="answer" value="no">No</button></form>"""


def _pay(thing: Thing, given: dict[str, str], world: World) -> Response:
    if thing["client_secret"] != given.get("client_secret"):
        return _page("Not yours", "The client secret does not fit.", status=403)
    if "card" not in given:
        return _page("Pay", _cards_form(thing))
    run = confirm if thing["object"] == "payment_intent" else confirm_setup
    try:
        return _after(run(thing, {"payment_method": given["card"]}, world))
    except ApiError as error:
        return _page("Declined", escape(error.message), status=402)


def _answered(thing: Thing, agreed: bool, world: World) -> Response:
    action = thing.get("next_action") or {}
    back = (action.get("redirect_to_url") or {}).get("return_url")
    if thing["object"] == "payment_intent":
        authenticate(thing, agreed, world)
    elif agreed:
        finish_setup(thing, world)
    return RedirectResponse(back, 303) if back else _after(thing)


def _thing(request: Request, world: World) -> Thing:
    thing_id = request.path_params["id"]
    return world.get(_KINDS.get(thing_id.partition("_")[0], ""), thing_id)


def _after(thing: Thing) -> Response:
    action = thing.get("next_action") or {}
    if url := (action.get("redirect_to_url") or {}).get("url"):
        return RedirectResponse(url, 303)
    return _page("Done", escape(f"Status: {thing['status']}"))


def _cards_form(thing: Thing) -> str:
    choices = "".join(f'<option value="{name}">{name}</option>' for name in CARDS)
    secret = escape(thing["client_secret"])
    return f"""{_amount(thing)}<form method="post"><select name="card">{choices}</select>
<input type="hidden" name="client_secret" value="{secret}"><button>Confirm</button></form>"""


def _amount(thing: Thing) -> str:
    if "amount" not in thing:
        return "A card is to be saved."
    return escape(f"{thing['amount']} (minor units) {thing['currency'].upper()}")


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    head = f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1>"
    return HTMLResponse(f"{head}<p>Payment sandbox: no real money.</p>{body}", status)
