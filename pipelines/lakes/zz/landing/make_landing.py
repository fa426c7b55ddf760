#!/usr/bin/env python3
"""Makes the landing files of this lake from the project's reference data.

    python3 pipelines/lakes/nova-corrente/landing/make_landing.py [DATA]

DATA is the folder with the reference data; by default `shared/data` beside the project. The files
that this makes are committed, so nobody needs to run it: it is here to show where every number
comes from. The same data gives the same bytes (one seed, fixed gzip times, no clock). README.md
beside this script says what is real, what is assigned, what is synthetic and what is broken on
purpose.
"""

import calendar
import csv
import datetime
import gzip
import io
import json
import pathlib
import random
import statistics
import sys

LANDING = pathlib.Path(__file__).resolve().parent
PROJECT = LANDING.parents[3]

SEED = 20260101
LAST_MONTH = (2025, 12)  # both sets of series are dated to end here: the sets carry no dates
ITEMS_PER_SET = 400
STATE_OF_ALL_MUNICIPALITIES = "BA"
WEATHER_DAYS = 45
CUSTOMERS = 17  # events of the customers whose number divides by this

# Line numbers count from the first row below the header, before the broken rows are put in.
BROKEN_DEMAND = {
    2023: {
        40: ["BRAF-0003", "31/02/2023", "2,000"],  # no such day
        80: ["BRAF-0010", "01/05/2023", "doze"],  # text for a quantity
        120: ["", "01/06/2023", "4,000"],  # no item
    },
    2024: {
        100: ["AUTO-0002", "01/02/2024", "-3,000"],  # less than nothing
        200: ["AUTO-0036", "01/03/2024"],  # a field short
        300: ["AUTO-0040", "2024-05-01", "7,000"],  # another system's date
    },
}
BROKEN_ITEM = ["", "Peça sem código", "AUTO", "", "UN", "01/01/2024", "01/12/2025", "2",
               "31/12/2025 18:00:00"]
BROKEN_TOWER = ["TORRE-9999", "2927408", "Salvador", "BA", "-98,500000", "-38,500000", "40",
                "autoportante", "01/01/2020", "SINTÉTICO"]
BROKEN_EVENTS = {
    "2010-12": ['{"event_id": "536999-1", "customer": '],
    "2011-02": ["quebrado"],
    "2011-05": ['{"event_id": "549999-1" "type": "purchase"}'],
}


def main():
    data = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT.parent / "shared" / "data"
    series = read_series(data, "AUTO", 3) + read_series(data, "BRAF", 6)
    write_items(series)
    write_demand(series)
    municipalities = read_municipalities(data)
    write_municipalities(municipalities)
    write_towers(municipalities)
    write_weather(data)
    write_events(data)


# ---- spare parts ---------------------------------------------------------------------------------

def read_series(data, name, step):
    """Every step-th series of a set, the first ITEMS_PER_SET of them, with demand in some month."""
    (path,) = (data / "spare_parts").glob(f"{name}_*.csv")
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    series = []
    for row in rows[::step]:
        quantities = [int(value) for value in row[1:]]
        if any(quantities):
            series.append((name, f"{name}-{int(row[0]):04d}", quantities))
    return series[:ITEMS_PER_SET]


def month_of(index, length):
    """The calendar month (year, month) of a position in a series that ends in LAST_MONTH."""
    months = LAST_MONTH[0] * 12 + LAST_MONTH[1] - 1 - (length - 1 - index)
    return months // 12, months % 12 + 1


def demand_class(quantities):
    """Syntetos and Boylan's four classes, by mean interval (1.32) and squared variation (0.49)."""
    sizes = [value for value in quantities if value]
    interval = len(quantities) / len(sizes)
    variation = (statistics.pstdev(sizes) / statistics.mean(sizes)) ** 2
    if interval < 1.32:
        return "suave" if variation < 0.49 else "errática"
    return "intermitente" if variation < 0.49 else "esporádica"


def item_row(set_name, code, quantities):
    used = [index for index, value in enumerate(quantities) if value]
    first, last = (month_of(index, len(quantities)) for index in (used[0], used[-1]))
    day = calendar.monthrange(*last)[1]
    kind = demand_class(quantities)
    return [code, f"Peça {code}; demanda {kind}", set_name, kind, "UN", first_day(first),
            first_day(last), str(len(used)), f"{day:02d}/{last[1]:02d}/{last[0]} 18:00:00"]


def first_day(month):
    return f"01/{month[1]:02d}/{month[0]}"


def write_items(series):
    header = ["COD_ITEM", "DESCRIÇÃO", "GRUPO", "CLASSE", "UNIDADE", "PRIMEIRO_MÊS", "ÚLTIMO_MÊS",
              "MESES_COM_DEMANDA", "DT_ALTERACAO"]
    for name in ("AUTO", "BRAF"):
        rows = [item_row(*one) for one in series if one[0] == name]
        if name == "AUTO":
            rows.insert(10, BROKEN_ITEM)
        write_erp(f"itens_{name.lower()}.csv", header, rows)
    changed = [item_row(*one) for one in series[:20]]
    for row in changed:
        row[1] += " (revisada)"
        row[-1] = "05/01/2026 09:30:00"
    write_erp("itens_alteracoes.csv", header, changed)


def write_demand(series):
    """A file per year; months without demand have no row, but the first month of a series has."""
    years = {}
    for _, code, quantities in series:
        for index, value in enumerate(quantities):
            if value or index == 0:
                month = month_of(index, len(quantities))
                years.setdefault(month[0], []).append((month, code, value))
    for year, rows in sorted(years.items()):
        lines = [[code, first_day(month), quantity(value)] for month, code, value in sorted(rows)]
        for position, broken in sorted(BROKEN_DEMAND.get(year, {}).items(), reverse=True):
            lines.insert(position, broken)
        write_erp(f"demanda_{year}.csv", ["COD_ITEM", "DT_MOVIMENTO", "QUANTIDADE"], lines)


def quantity(value):
    """1234 as 1.234,000."""
    return f"{value:,}".replace(",", ".") + ",000"


# ---- municipalities and towers -------------------------------------------------------------------

def read_municipalities(data):
    """The state capitals, and every municipality of one state, by code."""
    folder = data / "brazil" / "ibge" / "csv"
    with open(folder / "estados.csv", newline="", encoding="utf-8-sig") as file:
        states = {row["codigo_uf"]: row for row in csv.DictReader(file)}
    with open(folder / "municipios.csv", newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    chosen = []
    for row in rows:
        state = states[row["codigo_uf"]]
        if row["capital"] == "1" or state["uf"] == STATE_OF_ALL_MUNICIPALITIES:
            chosen.append({**row, "uf": state["uf"], "regiao": state["regiao"]})
    return sorted(chosen, key=lambda row: int(row["codigo_ibge"]))


def write_municipalities(municipalities):
    header = ["codigo_ibge", "nome", "uf", "regiao", "capital", "latitude", "longitude", "ddd",
              "fuso_horario"]
    rows = [[row[name] for name in header] for row in municipalities]
    write_csv(LANDING / "ibge" / "municipios.csv", header, rows, ",", "utf-8", "\n")


def write_towers(municipalities):
    """One to three invented towers within about six kilometres of each municipality's seat."""
    chance = random.Random(SEED)
    rows = []
    for place in municipalities:
        for _ in range(3 if place["capital"] == "1" else 1 + int(chance.random() * 3)):
            latitude = float(place["latitude"]) + (chance.random() - 0.5) * 0.1
            longitude = float(place["longitude"]) + (chance.random() - 0.5) * 0.1
            height = 30 + 5 * int(chance.random() * 11)
            kind = ("autoportante", "estaiada", "poste metálico")[int(chance.random() * 3)]
            active = datetime.date(2005, 1, 1) + datetime.timedelta(int(chance.random() * 7300))
            rows.append([f"TORRE-{len(rows) + 1:04d}", place["codigo_ibge"], place["nome"],
                         place["uf"], comma(latitude), comma(longitude), str(height), kind,
                         f"{active:%d/%m/%Y}", "SINTÉTICO"])
    rows.insert(25, BROKEN_TOWER)
    write_erp("torres.csv", ["COD_TORRE", "COD_MUNICIPIO", "MUNICÍPIO", "UF", "LATITUDE",
                             "LONGITUDE", "ALTURA_M", "TIPO", "DT_ATIVAÇÃO", "ORIGEM"], rows)


def comma(number):
    return f"{number:.6f}".replace(".", ",")


# ---- weather -------------------------------------------------------------------------------------

def write_weather(data):
    """The first WEATHER_DAYS of 2010 at one station: its numbers as published, in our own layout."""
    (path,) = (data / "brazil" / "inmet").glob("*01-01-2010*")
    with open(path, newline="", encoding="utf-8") as file:
        lines = list(csv.reader(file, delimiter=";"))[9:9 + 24 * WEATHER_DAYS]
    columns = [2, 3, 6, 7, 15, 16, 17, 18]
    rows = [[f"{line[0]}T{line[1]}:00Z"] + [line[column] for column in columns] for line in lines]
    about = ["Clima por hora, recorte", "Fonte: INMET, dados abertos", "Estação: A701",
             "Local: São Paulo, Mirante", "Latitude: -23,48333333", "Longitude: -46,61666666",
             "Altitude em metros: 792,06", "Valor ausente: -9999"]
    header = ["DATA_HORA", "CHUVA_MM", "PRESSÃO_HPA", "RADIAÇÃO_KJ_M2", "TEMPERATURA_C",
              "UMIDADE_PCT", "VENTO_DIREÇÃO_GRAUS", "VENTO_RAJADA_M_S", "VENTO_M_S"]
    write_csv(LANDING / "inmet" / "mirante_2010.csv", header, rows, ";", "iso-8859-1", "\r\n", about)


# ---- events --------------------------------------------------------------------------------------

def write_events(data):
    """Purchases and returns of some customers, a file per month; the last one is not zipped."""
    path = data / "online_retail" / "online_retail_2010-12_2011-05.csv.gz"
    months, numbers = {}, {}
    with gzip.open(path, "rt", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["CustomerID"] and int(float(row["CustomerID"])) % CUSTOMERS == 0:
                numbers[row["InvoiceNo"]] = numbers.get(row["InvoiceNo"], 0) + 1
                event_id = f"{row['InvoiceNo']}-{numbers[row['InvoiceNo']]}"
                months.setdefault(row["InvoiceDate"][:7], []).append(event(row, event_id))
    again = []  # the first five events of a month come again at the end of the next file
    for month, events in sorted(months.items()):
        lines = [json.dumps(one, ensure_ascii=False) for one in events] + again
        again = lines[:5]
        for broken in BROKEN_EVENTS.get(month, []):
            lines.insert(len(lines) // 2, broken)
        write_lines(f"events_{month}", lines, zipped=month != max(months))


def event(row, event_id):
    quantity_ = int(float(row["Quantity"]))
    return {
        "event_id": event_id,
        "customer": str(int(float(row["CustomerID"]))),
        "type": "return" if quantity_ < 0 else "purchase",
        "product": row["StockCode"],
        "quantity": abs(quantity_),
        "unit_price": float(row["UnitPrice"]),
        "time": row["InvoiceDate"].replace(" ", "T") + "Z",
        "country": row["Country"],
    }


def write_lines(name, lines, zipped):
    text = ("\n".join(lines) + "\n").encode("utf-8")
    folder = LANDING / "events"
    folder.mkdir(parents=True, exist_ok=True)
    if zipped:
        with open(folder / f"{name}.jsonl.gz", "wb") as file:
            with gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
                packed.write(text)
    else:
        (folder / f"{name}.jsonl").write_bytes(text)


# ---- files ---------------------------------------------------------------------------------------

def write_erp(name, header, rows):
    """As an ERP on Windows exports: ISO-8859-1, semicolons, quotes where needed, CR and LF."""
    write_csv(LANDING / "erp" / name, header, rows, ";", "iso-8859-1", "\r\n")


def write_csv(path, header, rows, delimiter, encoding, newline, about=()):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    for line in about:
        text.write(line + newline)
    writer.writerow(header)
    writer.writerows(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.getvalue().encode(encoding))


if __name__ == "__main__":
    main()
