/**
 * Numbered changes of the records, oldest first; the number of the last one applied stands in `PRAGMA user_version`. A migration that
 * has been released is never edited: a change is a new one. Times are milliseconds since 1970 in UTC beside the text that they
 * were read from; lists and outlines are JSON text. `hash` is over all columns before `trail`, in order, as `tables.ts` lists them.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE trail (
    id INTEGER PRIMARY KEY, step TEXT NOT NULL, program TEXT NOT NULL, settings TEXT NOT NULL, inputs TEXT NOT NULL,
    made_at TEXT NOT NULL, records INTEGER NOT NULL, digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE evidence (
    sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL, added_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE custody (
    seq INTEGER PRIMARY KEY, line TEXT NOT NULL, written INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE sites (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, names TEXT NOT NULL, country TEXT NOT NULL, zone_minutes INTEGER NOT NULL,
    longitude REAL NOT NULL, latitude REAL NOT NULL, note TEXT NOT NULL, source TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE areas (
    key TEXT PRIMARY KEY, site TEXT NOT NULL REFERENCES sites, id TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL,
    outline TEXT NOT NULL, valid_from TEXT, valid_to TEXT, approximate INTEGER NOT NULL, uncertainty_m REAL, basis TEXT NOT NULL,
    source TEXT NOT NULL, trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE looks (
    id TEXT PRIMARY KEY, site TEXT NOT NULL REFERENCES sites, taken_at TEXT, taken_precision TEXT, taken_from_ms INTEGER,
    taken_to_ms INTEGER, observer TEXT NOT NULL, provider TEXT NOT NULL, sample_distance_m REAL, looks_summed INTEGER,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX looks_by_site ON looks (site, taken_from_ms);
  CREATE TABLE counts (
    id TEXT PRIMARY KEY, look TEXT NOT NULL REFERENCES looks, area TEXT, kind TEXT NOT NULL, measure TEXT NOT NULL,
    statistic TEXT NOT NULL, low REAL, best REAL, high REAL, qualifier TEXT NOT NULL, cover TEXT NOT NULL, outcome TEXT NOT NULL,
    reason TEXT NOT NULL, caveats TEXT NOT NULL, publisher TEXT NOT NULL, address TEXT NOT NULL, page TEXT NOT NULL,
    published_at TEXT NOT NULL, corrects TEXT,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX counts_by_look ON counts (look);
  CREATE TABLE publications (
    id TEXT PRIMARY KEY, count TEXT NOT NULL REFERENCES counts, publisher TEXT NOT NULL, address TEXT NOT NULL,
    published_at TEXT NOT NULL, page TEXT NOT NULL, qualifier TEXT NOT NULL, low REAL, best REAL, high REAL,
    unit_said TEXT NOT NULL, taken_at_said TEXT NOT NULL, weekday_said TEXT, note TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX publications_by_count ON publications (count);
  CREATE TABLE events (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, site TEXT, place TEXT NOT NULL, what TEXT NOT NULL, matters TEXT NOT NULL,
    publisher TEXT NOT NULL, address TEXT NOT NULL, conflict TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE voyages (
    id TEXT PRIMARY KEY, vessel TEXT NOT NULL, imo TEXT NOT NULL, imo_source TEXT, mode TEXT NOT NULL, from_place TEXT NOT NULL,
    from_at TEXT NOT NULL, to_place TEXT NOT NULL, to_at TEXT NOT NULL, containers_low REAL, containers_best REAL,
    containers_high REAL, containers_words TEXT NOT NULL, transponder TEXT NOT NULL, identified_by TEXT NOT NULL,
    observer TEXT NOT NULL, publisher TEXT NOT NULL, published_at TEXT NOT NULL, address TEXT NOT NULL, page TEXT NOT NULL,
    caveats TEXT NOT NULL, trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE findings (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, question TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE judgements (
    key TEXT PRIMARY KEY, finding TEXT NOT NULL REFERENCES findings, place INTEGER NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE supplies (
    look TEXT PRIMARY KEY REFERENCES looks, origin TEXT NOT NULL, catalogue TEXT NOT NULL, item TEXT NOT NULL, address TEXT NOT NULL,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, picture TEXT, taken_source TEXT NOT NULL, published_at TEXT, file_time TEXT,
    uploaded_at TEXT, licence TEXT NOT NULL, may_leave INTEGER NOT NULL, attribution TEXT NOT NULL, platform TEXT NOT NULL,
    off_nadir_deg REAL, sun_elevation_deg REAL, sun_azimuth_deg REAL, scene_cloud_percent REAL, checksum TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE pictures (
    look TEXT PRIMARY KEY REFERENCES looks, sha256 TEXT NOT NULL, format TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, sample_type TEXT NOT NULL,
    bands TEXT NOT NULL, nodata TEXT, coding TEXT NOT NULL, georeference TEXT, sample_distance_m REAL,
    effective_sample_distance_m REAL, effective_reason TEXT NOT NULL, simulated INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE clarities (
    key TEXT PRIMARY KEY, look TEXT NOT NULL REFERENCES looks, area TEXT NOT NULL, covered REAL NOT NULL, clear REAL NOT NULL,
    cloud REAL NOT NULL, shadow REAL NOT NULL, snow REAL NOT NULL, haze REAL NOT NULL, saturated REAL NOT NULL, dark REAL NOT NULL,
    unknown REAL NOT NULL, method TEXT NOT NULL, uncertainty REAL NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX clarities_by_look ON clarities (look);
  CREATE TABLE line_ups (
    look TEXT PRIMARY KEY REFERENCES looks, reference TEXT NOT NULL, east_m REAL NOT NULL, north_m REAL NOT NULL,
    quality REAL NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE repeats (
    look TEXT PRIMARY KEY REFERENCES looks, of_look TEXT NOT NULL REFERENCES looks, score REAL NOT NULL, reason TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE overrides (
    id TEXT PRIMARY KEY, look TEXT NOT NULL REFERENCES looks, kind TEXT NOT NULL, usability TEXT NOT NULL, reason TEXT NOT NULL,
    by_whom TEXT NOT NULL, trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE marks (
    id TEXT PRIMARY KEY, look TEXT NOT NULL REFERENCES looks, area TEXT, track TEXT, kind TEXT NOT NULL, cover TEXT NOT NULL,
    outline TEXT NOT NULL, in_pixels INTEGER NOT NULL, number REAL NOT NULL, probability REAL NOT NULL, marker_type TEXT NOT NULL,
    marker TEXT NOT NULL, pass TEXT NOT NULL, state TEXT NOT NULL, replaces TEXT NOT NULL, note TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX marks_by_look ON marks (look);
  CREATE TABLE readings (
    id TEXT PRIMARY KEY, look TEXT NOT NULL REFERENCES looks, model TEXT NOT NULL, rule TEXT NOT NULL, evidence TEXT NOT NULL,
    settings TEXT NOT NULL, outcome TEXT NOT NULL, reasons TEXT NOT NULL, low REAL, best REAL, high REAL, way TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX readings_by_look ON readings (look);
  `,
  `
  CREATE TABLE views (
    look TEXT PRIMARY KEY REFERENCES looks, azimuth_deg REAL NOT NULL, off_nadir_deg REAL, incidence_deg REAL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE passes (
    id TEXT PRIMARY KEY, look TEXT NOT NULL REFERENCES looks, by_whom TEXT NOT NULL, pass TEXT NOT NULL, kind TEXT NOT NULL,
    event TEXT NOT NULL, marks INTEGER NOT NULL, sha256 TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX passes_by_look ON passes (look);
  CREATE INDEX trail_by_edit_key ON trail (json_extract(settings, '$.key')) WHERE step = 'mark edits';
  `,
  `
  CREATE TABLE amendments (
    id TEXT PRIMARY KEY, outline TEXT NOT NULL REFERENCES areas, site TEXT NOT NULL REFERENCES sites, area TEXT NOT NULL,
    number INTEGER NOT NULL, what TEXT NOT NULL, day TEXT, undoes INTEGER, corrected TEXT, reason TEXT NOT NULL, by_whom TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX amendments_by_site ON amendments (site);
  CREATE TABLE proposals (
    id TEXT PRIMARY KEY, site TEXT NOT NULL REFERENCES sites, picture TEXT NOT NULL, line TEXT NOT NULL, quality REAL,
    decision TEXT NOT NULL, outline TEXT, reason TEXT NOT NULL, by_whom TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX proposals_by_site ON proposals (site);
  `,
  `
  CREATE TABLE position_imports (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, format TEXT NOT NULL, lines INTEGER NOT NULL, fixes INTEGER NOT NULL,
    statements INTEGER NOT NULL, refused TEXT NOT NULL, days TEXT NOT NULL, clock TEXT,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE ports (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, kind TEXT NOT NULL, longitude REAL NOT NULL, latitude REAL NOT NULL,
    list TEXT NOT NULL, trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE scenes (
    id TEXT PRIMARY KEY, at_text TEXT NOT NULL, at_precision TEXT NOT NULL, at_from_ms INTEGER NOT NULL, at_to_ms INTEGER NOT NULL,
    sensor TEXT NOT NULL, platform TEXT NOT NULL, footprint TEXT NOT NULL, sample_distance_m REAL, hidden TEXT NOT NULL,
    found_half_m REAL, found_nearly_all_m REAL, radar TEXT, look TEXT REFERENCES looks, source TEXT NOT NULL, licence TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE sightings (
    id TEXT PRIMARY KEY, scene TEXT REFERENCES scenes, mark TEXT REFERENCES marks, at_text TEXT NOT NULL, at_precision TEXT NOT NULL,
    at_from_ms INTEGER NOT NULL, at_to_ms INTEGER NOT NULL, longitude REAL NOT NULL, latitude REAL NOT NULL, error TEXT NOT NULL,
    sensor TEXT NOT NULL, length TEXT, width TEXT, heading TEXT, axis_only INTEGER NOT NULL, layout TEXT NOT NULL, colours TEXT NOT NULL,
    containers TEXT, by_whom TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sightings_by_scene ON sightings (scene);
  CREATE INDEX sightings_by_time ON sightings (at_from_ms);
  CREATE TABLE fixed_objects (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, version INTEGER NOT NULL, longitude REAL NOT NULL, latitude REAL NOT NULL, radius_m REAL NOT NULL,
    kind TEXT NOT NULL, name TEXT NOT NULL, valid_from TEXT, valid_to TEXT, withdrawn INTEGER NOT NULL, sightings TEXT NOT NULL,
    reason TEXT NOT NULL, by_whom TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE verdicts (
    id TEXT PRIMARY KEY, sighting TEXT, scene TEXT REFERENCES scenes, word TEXT NOT NULL, probability REAL NOT NULL,
    rivals TEXT NOT NULL, heard REAL, reasons TEXT NOT NULL, settings TEXT NOT NULL, positions TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX verdicts_by_sighting ON verdicts (sighting);
  CREATE TABLE vessel_facts (
    id TEXT PRIMARY KEY, vessel TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
    basis TEXT NOT NULL, publisher TEXT NOT NULL, address TEXT NOT NULL, note TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX vessel_facts_by_vessel ON vessel_facts (vessel);
  CREATE TABLE watch_entries (
    id TEXT PRIMARY KEY, list TEXT NOT NULL, published TEXT NOT NULL, name TEXT NOT NULL, other_names TEXT NOT NULL, imo TEXT NOT NULL,
    mmsi TEXT NOT NULL, call_sign TEXT NOT NULL, flag TEXT NOT NULL, owner TEXT NOT NULL, listed_from TEXT NOT NULL, listed_to TEXT NOT NULL,
    programme TEXT NOT NULL, remarks TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX watch_entries_by_imo ON watch_entries (imo);
    CREATE TABLE connections (
    id TEXT PRIMARY KEY, from_place TEXT NOT NULL, to_place TEXT NOT NULL, mode TEXT NOT NULL, length_km_low REAL, length_km_high REAL,
    basis TEXT NOT NULL, publisher TEXT NOT NULL, address TEXT NOT NULL, page TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE reference_lines (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, parts TEXT NOT NULL, error_m REAL NOT NULL, valid_from TEXT, valid_to TEXT,
    basis TEXT NOT NULL, source TEXT NOT NULL, trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE statements (
    id TEXT PRIMARY KEY, contradiction TEXT NOT NULL, about TEXT NOT NULL, topic TEXT NOT NULL, test TEXT NOT NULL, says TEXT NOT NULL,
    low REAL, best REAL, high REAL, unit TEXT NOT NULL, base REAL, value TEXT NOT NULL, over TEXT NOT NULL, rule TEXT NOT NULL,
    subject TEXT NOT NULL, record TEXT NOT NULL, longitude REAL, latitude REAL, document TEXT NOT NULL, retrieved TEXT NOT NULL,
    publisher TEXT NOT NULL, published_at TEXT NOT NULL, address TEXT NOT NULL, page TEXT NOT NULL, wanted TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE revisions (
    id TEXT PRIMARY KEY, thing TEXT NOT NULL, of_record TEXT NOT NULL, version INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
    cells TEXT NOT NULL, corrected TEXT, reason TEXT NOT NULL, by_whom TEXT NOT NULL,
    trail INTEGER NOT NULL REFERENCES trail, hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX revisions_by_record ON revisions (thing, of_record);
  `,
];
