"""`python -m openapi`: write the OpenAPI documents anew."""

from openapi.documents import APPS, FOLDER, text_of

FOLDER.mkdir(parents=True, exist_ok=True)
for name, app in APPS.items():
    (FOLDER / name).write_text(text_of(app), encoding="utf-8")
    print(f"wrote docs/api/{name}")
