#!/usr/bin/env python3
"""Independent judge of where the sun stands: PyEphem (XEphem's VSOP87 ephemeris, with nutation, aberration, delta T and its own refraction).

Writes sun.json: for places and times, azimuth and elevation in degrees, without an atmosphere and with one of 1010 mbar at 15 C.
    pip install ephem==4.2.1 && python3 test/judges/sun.py > test/judges/sun.json
"""
import json, math, random
import ephem

random.seed(20231005)
places = [(130.6, 42.4), (131.0, 43.0), (-122.3, 37.8), (37.6, 55.7), (18.4, -33.9), (103.8, 1.35), (-68.3, -54.8), (25.7, 66.5)]
rows = []
while len(rows) < 160:
    longitude, latitude = random.choice(places)
    at = random.uniform(-2.1e9, 4.0e9) if random.random() < 0.3 else random.uniform(9.4e8, 1.9e9)
    at = int(at)
    observer = ephem.Observer()
    observer.lon, observer.lat = math.radians(longitude), math.radians(latitude)
    observer.elevation, observer.temp = 0, 15
    observer.date = ephem.Date(25567.5 + at / 86400.0)  # days since 1899-12-31T12:00
    observer.pressure = 0
    sun = ephem.Sun(observer)
    bare = (math.degrees(sun.az), math.degrees(sun.alt))
    if bare[1] < 3:
        continue
    observer.pressure = 1010
    seen = math.degrees(ephem.Sun(observer).alt)
    rows.append({"longitude": longitude, "latitude": latitude, "at": at, "azimuth": round(bare[0], 4), "bare": round(bare[1], 4), "seen": round(seen, 4)})
print(json.dumps({"judge": "ephem " + ephem.__version__, "rows": rows}, indent=0))
