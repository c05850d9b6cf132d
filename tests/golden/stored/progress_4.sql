CREATE TABLE card (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE
        );
INSERT INTO "card" VALUES(1,'suez#builder');
INSERT INTO "card" VALUES(2,'suez#cities');
INSERT INTO "card" VALUES(3,'suez#why');
INSERT INTO "card" VALUES(4,'suez#locks');
INSERT INTO "card" VALUES(5,'suez#a');
INSERT INTO "card" VALUES(6,'suez#b');
INSERT INTO "card" VALUES(7,'suez#new');
CREATE TABLE deck (           -- where each deck was last seen on each device
            id TEXT NOT NULL,
            device TEXT NOT NULL,
            path TEXT NOT NULL,
            stamp TEXT NOT NULL,      -- of the file: unchanged means that nothing in it was edited
            PRIMARY KEY (id, device)
        ) WITHOUT ROWID
        ;
CREATE TABLE event (
            at INTEGER NOT NULL,      -- milliseconds since 1970, UTC
            writer INTEGER NOT NULL,
            number INTEGER NOT NULL,  -- 1-based, among those of its writer
            zone INTEGER NOT NULL,    -- minutes east of UTC, where the learner was
            kind INTEGER NOT NULL,    -- see `rows.EventKind`
            card INTEGER,
            rating INTEGER,
            outcome TEXT,
            due INTEGER,              -- milliseconds since 1970, UTC
            duration INTEGER,         -- milliseconds
            practice INTEGER,         -- 1 or NULL
            response,                 -- text as typed; a blob of JSON where it is not one text; or NULL.
                                      -- Of a setting its value; of a card rescheduled, what another
                                      -- program remembered of it, as a blob of JSON
            target_writer INTEGER,    -- the event that a rate or an undo names
            target_number INTEGER,
            name TEXT,                -- of a setting
            other_card INTEGER        -- to which progress is carried over
        );
INSERT INTO "event" VALUES(1772334900000,1,1,345,1,1,3,'n',1772335500000,4250,NULL,'de Lesseps',NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(1772334960000,1,2,345,2,NULL,4,'c',1773187200000,NULL,NULL,NULL,1,1,NULL,NULL);
INSERT INTO "event" VALUES(1772335020000,1,3,345,1,2,3,'c',NULL,NULL,1,X'7B22506F72742053616964223A20226E6F727468222C20225375657A223A2022736F757468227D',NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(1772335080000,1,4,345,1,3,NULL,'s',NULL,NULL,NULL,X'5B225C753030663666746572222C20225C7532363033225D',NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(1772335140000,1,5,345,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,3,NULL,NULL);
INSERT INTO "event" VALUES(1772335200000,1,6,345,4,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(1772335260000,1,7,345,5,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(1772335320000,1,8,345,6,NULL,NULL,NULL,NULL,NULL,NULL,'0.85',NULL,NULL,'retention',NULL);
INSERT INTO "event" VALUES(1772335380000,1,9,345,7,5,NULL,NULL,1772336700000,NULL,NULL,NULL,NULL,NULL,NULL,6);
INSERT INTO "event" VALUES(1772335440000,1,10,345,8,6,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(1772335500000,1,11,345,9,1,NULL,NULL,1775001600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "event" VALUES(1772335560000,1,12,345,9,7,NULL,NULL,1777593600000,NULL,NULL,X'7B2274797065223A202252656D656D6265726564222C202276657273696F6E223A20312C202273746162696C697479223A2034302E352C2022646966666963756C7479223A20332C202272657669657773223A20392C20226C6170736573223A20317D',NULL,NULL,NULL,NULL);
CREATE TABLE record (         -- of the snapshot: what it says of each card
            card INTEGER PRIMARY KEY,
            phase INTEGER NOT NULL,   -- as scheduling.Phase
            step INTEGER,
            model INTEGER,            -- whose memory: 1 FSRS-6, 2 FSRS-7; or NULL
            a REAL, b REAL, c REAL,   -- its fields, in order
            due INTEGER,              -- milliseconds since 1970, UTC
            due_zone INTEGER,         -- minutes east of UTC
            reviewed INTEGER,         -- the last review, milliseconds since 1970, UTC
            zone INTEGER,             -- minutes east of UTC
            reviews INTEGER NOT NULL,
            lapses INTEGER NOT NULL,
            study_days INTEGER NOT NULL,
            first_day INTEGER,        -- study days by their numbers
            last_day INTEGER,
            last_rating INTEGER,
            buried_day INTEGER,
            suspended INTEGER NOT NULL
        );
INSERT INTO "record" VALUES(1,2,NULL,1,8.2956,1.0,NULL,1775001600000,345,1772334900000,345,1,0,1,739676,739676,4,NULL,0);
INSERT INTO "record" VALUES(4,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,739676,1);
INSERT INTO "record" VALUES(6,0,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,NULL,0);
INSERT INTO "record" VALUES(7,2,NULL,1,40.5,3.0,NULL,1777593600000,345,1772335560000,345,9,1,9,NULL,NULL,NULL,NULL,0);
CREATE TABLE renamed (        -- of the snapshot: cards carried over, and what each is now
            card INTEGER PRIMARY KEY,
            now INTEGER NOT NULL
        );
INSERT INTO "renamed" VALUES(5,6);
CREATE TABLE snapshot (       -- what the log amounted to: a cache, empty or one row
            only INTEGER PRIMARY KEY CHECK (only = 1),
            version INTEGER NOT NULL, -- how many events the log had
            newest INTEGER,           -- instant of the newest, milliseconds since 1970, UTC
            basis TEXT NOT NULL,      -- by what it was worked out
            calibration TEXT          -- JSON, as Calibration.to_dict
        );
INSERT INTO "snapshot" VALUES(1,12,1772335560000,'["0.1.0", {"type": "Scheduler", "version": 1, "model": {"type": "FSRS6", "version": 1, "weights": [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542]}, "desired_retention": 0.9, "learning_steps": [60.0, 600.0], "relearning_steps": [600.0], "minimum_interval": 86400.0, "maximum_interval": 3153600000.0, "fuzz": true, "day": {"type": "CalendarDays", "version": 1, "zone": null, "start_hour": 4}}, {"type": "CalendarDays", "version": 1, "zone": null, "start_hour": 4}, {"type": "Calibration", "version": 1, "shift": [0.0, 0.0, 0.0], "precision": [11.11111111111111, 0.0, 0.0, 11.11111111111111, 0.0, 11.11111111111111], "mood": 0.0, "mood_day": null, "mood_weight": 0.0, "mood_precision": 11.11111111111111, "half_life": 1000.0}]','{"type": "Calibration", "version": 1, "shift": [0.0, 0.0, 0.0], "precision": [11.11111111111111, 0.0, 0.0, 11.11111111111111, 0.0, 11.11111111111111], "mood": 0.0, "mood_day": 739676, "mood_weight": 0.0, "mood_precision": 11.11111111111111, "half_life": 1000.0}');
CREATE TABLE wording (        -- how each note read when last seen, to know it again when edited
            note TEXT PRIMARY KEY,    -- deck#note
            at INTEGER NOT NULL,      -- when it was seen, milliseconds since 1970, UTC
            kind TEXT NOT NULL,
            prompt TEXT NOT NULL,
            answers TEXT NOT NULL     -- JSON: the right answers of each card, by the end of its id
        ) WITHOUT ROWID
        ;
CREATE TABLE writer (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            device TEXT NOT NULL
        );
INSERT INTO "writer" VALUES(1,'w','laptop');
CREATE UNIQUE INDEX event_name ON event (writer, number);
CREATE INDEX event_rare ON event (kind) WHERE kind <> 1;
PRAGMA application_id = 1903848308;
PRAGMA user_version = 4;
