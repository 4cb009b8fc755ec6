"""The routes of a customer's personal data: they stand under the customer it belongs to."""

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.core.fields import PageQuery
from shared.core.http import Answer, Download, Routes, Stream
from shared.core.idempotency import IdempotencyKey
from shared.core.pictures import FORM_BYTES, PICTURE_TYPES
from shared.core.rate_limit import Limit
from shared.core.uploads import one_file
from shared.customers.read_customers import area_of_customer
from shared.login.settle_customer import signed_in
from shared.privacy.collect_data import collect_data
from shared.privacy.collect_my_data import collect_my_data
from shared.privacy.erase_customer import erase_customer
from shared.privacy.keep_photos import add_photo, list_photos, look_at_photo, remove_photo
from shared.privacy.models import (
    ErasureRequest,
    ErasureView,
    Path,
    PhotoForm,
    PhotoPage,
    PhotoPath,
    PhotoView,
    RemovedPhoto,
)

LOOKS = Limit(most=120, per_s=3600)
"""As of identity numbers: whoever needs more in an hour is collecting them."""

COLLECTED = Limit(most=30, per_s=3600)
"""Each reads everything of one person."""

COLLECTED_BY_THEMSELVES = Limit(most=5, per_s=3600)
"""As above, by one customer."""

privacy = Routes("/api/customers", inside_own_areas(area_of_customer))
me = Routes("/api/me/data")


@privacy.post("/{id}/photos", may="customers.photos", status=201, max_bytes=FORM_BYTES)
def new_customer_photo(path: Path, form: PhotoForm, header: IdempotencyKey) -> Answer[PhotoView]:
    return add_photo(path.id, one_file(form.file), form.kind, caller(), header.idempotency_key)


@privacy.get("/{id}/photos", may="customers.photos")
def customer_photos(path: Path, query: PageQuery) -> PhotoPage:
    return list_photos(path.id, query)


@privacy.get("/{id}/photos/{file_id}", may="customers.photos", limit=LOOKS, produces=PICTURE_TYPES)
def customer_photo(path: PhotoPath) -> Download:
    return look_at_photo(path.id, path.file_id, caller())


@privacy.delete("/{id}/photos/{file_id}", may="customers.photos")
def removed_customer_photo(path: PhotoPath) -> RemovedPhoto:
    return remove_photo(path.id, path.file_id, caller())


@privacy.get("/{id}/data", may="customers.data", limit=COLLECTED, produces=("application/json",))
def customer_data(path: Path) -> Stream:
    return collect_data(path.id, caller())


@privacy.post("/{id}/erase", may="customers.erase")
def erased_customer(path: Path, body: ErasureRequest) -> ErasureView:
    return erase_customer(path.id, body.reason, caller())


@me.get("", may="me.read", limit=COLLECTED_BY_THEMSELVES, produces=("application/json",))
def own_data() -> Stream:
    return collect_my_data(signed_in())
