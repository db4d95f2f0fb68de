"""Keep food cold: storage units and the temperatures read in them, by a person or a sensor."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from traceability.bodies import Body, Happening, Moment, Name, Temperature
from traceability.kitchen.care_tables import StorageUnit, TemperatureReading
from traceability.ledger.kinds import Entry, Kind, Rows
from traceability.ledger.record import Receipt, Submission, record
from traceability.quantities import parse_temperature
from traceability.scope import CANTEEN, OFFICE, Scope
from traceability.trace.nodes import event_row
from traceability.trace.tables import TrackingEvent
from traceability.vocabulary import Storage


class ReadingSource(StrEnum):
    MANUAL = "manual"
    SENSOR = "sensor"


class StorageUnitBody(Body):
    """min, max: the unit's own limits in °C; null: those of its storage class hold."""

    site: UUID
    name: Name
    name_en: Name | None = None
    storage: Storage
    min: Temperature | None = None
    max: Temperature | None = None


class TemperatureReadingBody(Happening):
    site: UUID
    unit: UUID
    occurred_at: Moment
    temperature: Temperature
    source: ReadingSource = ReadingSource.MANUAL
    person: UUID | None = None


def unit_rows(entry: Entry[StorageUnitBody]) -> Rows:
    body = entry.body
    unit = entry.row(
        "unit",
        name=body.name,
        name_en=body.name_en,
        storage=body.storage.value,
        coldest=None if body.min is None else parse_temperature(body.min),
        warmest=None if body.max is None else parse_temperature(body.max),
    )
    return {StorageUnit: [unit]}


def reading_rows(entry: Entry[TemperatureReadingBody]) -> Rows:
    body = entry.body
    reading = entry.row(
        "reading",
        unit=body.unit,
        temperature=parse_temperature(body.temperature),
        source=body.source.value,
        person=body.person,
        occurred_at=body.occurred_at,
        day=entry.day(body.occurred_at),
    )
    event = event_row(entry, "temperature_reading", "sensor_reporting", None, body.occurred_at)
    return {TemperatureReading: [reading], TrackingEvent: [event]}


STORAGE_UNIT = Kind(
    name="storage_unit",
    path="storage-units",
    body=StorageUnitBody,
    writers=OFFICE,
    rows=unit_rows,
    tables=(StorageUnit,),
    log=lambda body: body.site,
)
TEMPERATURE_READING = Kind(
    name="temperature_reading",
    path="temperature-readings",
    body=TemperatureReadingBody,
    writers=CANTEEN,
    rows=reading_rows,
    tables=(TemperatureReading, TrackingEvent),
    log=lambda body: body.site,
)


async def set_up_units(scope: Scope, units: Sequence[Submission]) -> list[Receipt]:
    """Record storage units."""
    return await record(scope, STORAGE_UNIT, units)


async def read_temperatures(scope: Scope, readings: Sequence[Submission]) -> list[Receipt]:
    """Record temperatures of storage units."""
    return await record(scope, TEMPERATURE_READING, readings)
