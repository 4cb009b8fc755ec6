"""Many complaints at once are one outage: told once, ended once, and given back once."""

from tests.complaints.conftest import Neighbourhood


def test_thirty_of_one_box_and_three_elsewhere_are_one_outage_and_three_tickets(place: Neighbourhood) -> None:
    box = [place.home(number, "ODP-CLG-07") for number in range(1, 31)]
    others = [place.home(31, "ODP-CLG-08"), place.home(32, "ODP-CLG-09"), place.home(33, "ODP-X", area="barat")]
    said = place.all_complain([*others, *box])
    place.drain()
    outage = place.outage()
    assert (outage.status, outage.odp, outage.area_id) == ("open", "ODP-CLG-07", "utara")
    tickets = [place.ticket(one) for one in said]
    assert [one.outage_id for one in tickets] == [None] * 3 + [outage.id] * 30
    assert len({one.id for one in tickets}) == 33
    for owner in box:
        assert place.told(owner).count("announced") == 1
    for owner in others:
        assert place.told(owner) == ["received"]
