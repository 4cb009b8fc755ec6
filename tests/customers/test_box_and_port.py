"""A cell that names a pole box may name its port too; what only might be one is left in the name."""

import pytest

from shared.customers.box_and_port import box_and_port
from shared.customers.read_spreadsheet import read_spreadsheet


@pytest.mark.parametrize(
    ("cell", "box", "port"),
    [
        ("ODP-A1", "ODP-A1", None),
        ("ODP-A1 port 5", "ODP-A1", 5),
        ("ODP-A1/Port-05", "ODP-A1", 5),
        ("ODP A1 P5", "ODP A1", 5),
        ("ODP-A1/P12", "ODP-A1", 12),
        ("ODP-A1 (port 3)", "ODP-A1", 3),
        ("ODP-GBI-FAB/015:7", "ODP-GBI-FAB/015", 7),
        ("ODP-GBI-FAB/015", "ODP-GBI-FAB/015", None),
        ("ODP-A1 #4", "ODP-A1", 4),
        ("ODP-P5", "ODP-P5", None),
        ("Tiang 12", "Tiang 12", None),
        ("ODP-A1 port 0", "ODP-A1 port 0", None),
        ("ODP-A1 port 500", "ODP-A1 port 500", None),
    ],
)
def test_only_what_says_port_is_one(cell: str, box: str, port: int | None) -> None:
    assert box_and_port(cell) == (box, port)


def test_a_column_of_ports_goes_with_the_box() -> None:
    file = "Nama;No HP;Alamat;ODP;Port\nAsih;081234567890;Jl. A;ODP-A1;4\nBudi;081234567891;Jl. B;ODP-A1 port 2;\n"
    sheet = read_spreadsheet((file + "Citra;081234567892;Jl. C;;7\nDewi;081234567893;Jl. D;ODP-A2;ge0\n").encode(), "x")
    assert [(row.odp, row.port) for row in sheet.rows] == [("ODP-A1", 4), ("ODP-A1", 2), (None, None), ("ODP-A2", None)]
    assert sheet.unmatched == []
