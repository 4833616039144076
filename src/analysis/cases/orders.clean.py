"""Orders of a small shop: storing them, pricing them, exporting them for the warehouse."""

from __future__ import annotations

import csv
import json
import logging
import os
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

log = logging.getLogger(__name__)

CENT = Decimal("0.01")
FREE_SHIPPING_FROM = Decimal("75.00")
SHIPPING = Decimal("4.90")
STATUSES = ("new", "paid", "packed", "sent", "cancelled")
SCHEMA = """
create table if not exists orders (
    id integer primary key,
    customer text not null,
    status text not null default 'new',
    placed_at text not null
);
create table if not exists lines (
    order_id integer not null references orders (id),
    sku text not null,
    quantity integer not null,
    price text not null
);
"""


class UnknownOrder(LookupError):
    """There is no order with this number."""


@dataclass(frozen=True)
class Line:
    sku: str
    quantity: int
    price: Decimal

    @property
    def total(self) -> Decimal:
        return (self.price * self.quantity).quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass
class Order:
    number: int
    customer: str
    status: str = "new"
    lines: list[Line] = field(default_factory=list)
    placed_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def subtotal(self) -> Decimal:
        return sum((line.total for line in self.lines), Decimal(0))

    @property
    def shipping(self) -> Decimal:
        return Decimal(0) if self.subtotal >= FREE_SHIPPING_FROM else SHIPPING

    @property
    def total(self) -> Decimal:
        return self.subtotal + self.shipping


def connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    connection.executescript(SCHEMA)
    return connection


class WarehouseClient:
    """Hands packed orders over to the carrier's service."""

    access_key = os.environ.get("CARRIER_ACCESS_KEY", "")

    def __init__(self, base_url: str, timeout: float = 5.0) -> None:
        self.base_url = base_url.rstrip("/")
        self.timeout = timeout

    def label_url(self, order: Order) -> str:
        return f"{self.base_url}/labels/{order.number}.pdf"

    def headers(self) -> dict[str, str]:
        return {"X-Access-Key": self.access_key, "Accept": "application/json"}


def place(connection: sqlite3.Connection, customer: str, lines: Iterable[Line]) -> int:
    now = datetime.now(UTC).isoformat()
    with connection:
        cursor = connection.execute(
            "insert into orders (customer, placed_at) values (?, ?)",
            (customer, now),
        )
        number = cursor.lastrowid
        connection.executemany(
            "insert into lines (order_id, sku, quantity, price) values (?, ?, ?, ?)",
            [(number, line.sku, line.quantity, str(line.price)) for line in lines],
        )
    log.info("order %s placed by %s", number, customer)
    return int(number or 0)


def find_by_customer(connection: sqlite3.Connection, customer: str) -> list[sqlite3.Row]:
    query = "select id, status from orders where customer = ?"
    return connection.execute(query, (customer,)).fetchall()


def load(connection: sqlite3.Connection, number: int) -> Order:
    row = connection.execute("select * from orders where id = ?", (number,)).fetchone()
    if row is None:
        raise UnknownOrder(number)
    lines = [
        Line(line["sku"], line["quantity"], Decimal(line["price"]))
        for line in connection.execute("select * from lines where order_id = ?", (number,))
    ]
    placed_at = datetime.fromisoformat(row["placed_at"])
    return Order(row["id"], row["customer"], row["status"], lines, placed_at)


def set_status(connection: sqlite3.Connection, number: int, status: str) -> None:
    if status not in STATUSES:
        raise ValueError(f"unknown status: {status}")
    with connection:
        changed = connection.execute("update orders set status = ? where id = ?", (status, number)).rowcount
    if changed == 0:
        raise UnknownOrder(number)


def with_status(connection: sqlite3.Connection, status: str) -> Iterator[Order]:
    rows = connection.execute("select id from orders where status = ? order by id", (status,)).fetchall()
    for row in rows:
        yield load(connection, row["id"])


def discount(order: Order, codes: dict[str, Decimal], code: str | None) -> Decimal:
    match code:
        case None | "":
            return Decimal(0)
        case str() if code in codes:
            return (order.subtotal * codes[code]).quantize(CENT, rounding=ROUND_HALF_UP)
        case _:
            log.warning("unknown discount code %r", code)
            return Decimal(0)


def collect_tags(order: Order, tags: list[str] | None = None) -> list[str]:
    tags = [] if tags is None else tags
    if order.subtotal >= FREE_SHIPPING_FROM:
        tags.append("free-shipping")
    if any(line.quantity > 10 for line in order.lines):
        tags.append("bulk")
    return tags


def export_csv(orders: Iterable[Order], target: Path) -> int:
    count = 0
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "customer", "status", "total"])
        for order in orders:
            writer.writerow([order.number, order.customer, order.status, f"{order.total:.2f}"])
            count += 1
    return count


def print_label(order: Order, printer: str) -> None:
    label = Path("/var/spool/labels") / f"{order.number}.pdf"
    if not label.exists():
        raise FileNotFoundError(label)
    subprocess.run(["lp", "-d", printer, str(label)], check=True)


def summary(orders: list[Order]) -> dict[str, object]:
    by_status: dict[str, int] = {}
    for order in orders:
        by_status[order.status] = by_status.get(order.status, 0) + 1
    revenue = sum((order.total for order in orders if order.status != "cancelled"), Decimal(0))
    average = revenue / len(orders) if orders else Decimal(0)
    return {"orders": len(orders), "by_status": by_status, "revenue": str(revenue), "average": str(average)}


def main() -> None:
    logging.basicConfig(level=logging.INFO)
    with closing(connect(os.environ.get("ORDERS_DB", "orders.db"))) as connection:
        orders = list(with_status(connection, "paid"))
        written = export_csv(orders, Path("paid.csv"))
        log.info("%d orders exported", written)
        print(json.dumps(summary(orders), indent=2))


if __name__ == "__main__":
    main()
