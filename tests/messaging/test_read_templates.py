"""Staff see every template with the values it was approved with, and how WhatsApp stands to it."""

from shared.core.fields import PageQuery
from shared.core.firestore import Commit
from shared.messaging.models import TemplateStanding
from shared.messaging.read_messages import list_templates
from shared.messaging.repository import template_standings


def test_a_template_that_whatsapp_paused_says_so(db: None) -> None:
    commit = Commit()
    commit.create(template_standings, TemplateStanding(id="pengumuman", status="PAUSED", quality="RED"))
    commit.commit()
    told = {one.name: one for one in list_templates(PageQuery()).items}
    assert (told["pengumuman"].status, told["pengumuman"].quality) == ("PAUSED", "RED")
    assert told["tagihan_terbit"].status == ""
    for one in told.values():
        assert len(one.example) == len(one.variables), one.name
    assert [one.name for one in told.values() if one.broadcast] == ["pengumuman", "pemeliharaan_jaringan"]
