CREATE TABLE writer (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            device TEXT NOT NULL
        );
INSERT INTO writer VALUES(1,'w','laptop');
INSERT INTO writer VALUES(2,'t','tablet');
CREATE TABLE card (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE
        );
INSERT INTO card VALUES(1,'suez#builder');
INSERT INTO card VALUES(2,'suez#cities');
INSERT INTO card VALUES(3,'suez#why');
INSERT INTO card VALUES(4,'suez#locks');
INSERT INTO card VALUES(5,'suez#a');
INSERT INTO card VALUES(6,'suez#b');
INSERT INTO card VALUES(7,'suez#new');
CREATE TABLE wording (        -- how each note read when last seen, to know it again when edited
            note TEXT PRIMARY KEY,    -- deck#note
            at INTEGER NOT NULL,      -- when it was seen, milliseconds since 1970, UTC
            kind TEXT NOT NULL,
            prompt TEXT NOT NULL,
            answers TEXT NOT NULL     -- JSON: the right answers of each card, by the end of its id
        ) WITHOUT ROWID
        ;
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
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(2,1772334900000,1,1,345,1,1,3,'n',1772335500000,4250,NULL,'de Lesseps',NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(3,1772334960000,1,2,345,2,NULL,4,'c',1773187200000,NULL,NULL,NULL,1,1,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(4,1772335020000,1,3,345,1,2,3,'c',NULL,NULL,1,X'7b22506f72742053616964223a20226e6f727468222c20225375657a223a2022736f757468227d',NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(5,1772335080000,1,4,345,1,3,NULL,'s',NULL,NULL,NULL,X'5b225c753030663666746572222c20225c7532363033225d',NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(6,1772335140000,1,5,345,3,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,3,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(7,1772335200000,1,6,345,4,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(8,1772335260000,1,7,345,5,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(9,1772335320000,1,8,345,6,NULL,NULL,NULL,NULL,NULL,NULL,'0.85',NULL,NULL,'retention',NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(10,1772335380000,1,9,345,7,5,NULL,NULL,1772336700000,NULL,NULL,NULL,NULL,NULL,NULL,6);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(11,1772335440000,1,10,345,8,6,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(12,1772335500000,1,11,345,9,1,NULL,NULL,1775001600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(13,1772335560000,1,12,345,9,7,NULL,NULL,1777593600000,NULL,NULL,X'7b2274797065223a202252656d656d6265726564222c202276657273696f6e223a20312c202273746162696c697479223a2034302e352c2022646966666963756c7479223a20332c202272657669657773223a20392c20226c6170736573223a20317d',NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(14,1772335620000,1,13,345,10,NULL,NULL,NULL,NULL,NULL,NULL,X'7b2274223a205b5b312c20345d2c205b362c20365d5d7d',NULL,NULL,'laptop (conflicted copy).db',NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(15,1772335680000,1,14,345,11,4,NULL,NULL,NULL,NULL,NULL,'since ☃?',NULL,NULL,NULL,NULL);
INSERT INTO event(rowid,at,writer,number,zone,kind,card,rating,outcome,due,duration,practice,response,target_writer,target_number,name,other_card) VALUES(16,1772335740000,1,15,345,11,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE renamed (        -- of the snapshot: cards carried over, and what each is now
            card INTEGER PRIMARY KEY,
            now INTEGER NOT NULL
        );
INSERT INTO renamed VALUES(5,6);
CREATE TABLE snapshot (       -- what the log amounted to: a cache, empty or one row
            only INTEGER PRIMARY KEY CHECK (only = 1),
            version INTEGER NOT NULL, -- how many events the log had
            newest INTEGER,           -- instant of the newest, milliseconds since 1970, UTC
            whole INTEGER NOT NULL,   -- since which version no row was taken away or renamed
            basis TEXT NOT NULL,      -- by what it was worked out
            calibration BLOB,         -- see `packed`
            seal INTEGER NOT NULL     -- over all of it, see `snapshots`
        );
INSERT INTO snapshot VALUES(1,14,1772335620000,14,'["0.1.0", {"type": "Scheduler", "version": 1, "model": {"type": "FSRS6", "version": 1, "weights": [0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542]}, "desired_retention": 0.9, "learning_steps": [60.0, 600.0], "relearning_steps": [600.0], "minimum_interval": 86400.0, "maximum_interval": 3153600000.0, "fuzz": true, "day": {"type": "ElapsedDays", "version": 1}}, {"type": "CalendarDays", "version": 1, "zone": null, "start_hour": 4}, null]',NULL,811510362);
CREATE TABLE record (         -- of the snapshot: what it says of each card
            card INTEGER PRIMARY KEY,
            version INTEGER NOT NULL, -- how many events the log had when this was last changed
            state BLOB NOT NULL       -- see `packed` and `sealed`
        );
INSERT INTO record VALUES(1,14,X'0200000057469d01000059015c490b005c490b0000000080ffff012c6519e258972040000000000000f03f0000000000000000206364a79c010000590101000000000000000100000004a96dd953');
INSERT INTO record VALUES(4,14,X'00010000000000000080000000000080000000805c490b0000000000000000000000000000000000000000000000000000000000000000000000800000000000000000000000000000000e002b1f');
INSERT INTO record VALUES(6,14,X'00000000000000000080000000000080000000800000008000000000000000000000000000000000000000000000000000000000000000000000800000000000000000000000000000000222a23a');
INSERT INTO record VALUES(7,14,X'020000c8d5e09d0100005901000000800000008000000080ffff0100000000004044400000000000000840000000000000000040756ea79c010000590109000000010000000900000000387b8fd3');
CREATE TABLE peak (           -- a cache: where to look for the newest events
            version INTEGER PRIMARY KEY,
            newest INTEGER NOT NULL   -- instant of the newest of the first so many events
        );
CREATE TABLE here (           -- of this file alone, never merged onward: settings, counts
            name TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) WITHOUT ROWID
        ;
INSERT INTO here VALUES('backups','3');
INSERT INTO here VALUES('gone','1');
INSERT INTO here VALUES('settled','13');
CREATE TABLE aside (          -- events of merges taken back: kept, never replayed
            at INTEGER NOT NULL,
            writer INTEGER NOT NULL,
            number INTEGER NOT NULL,
            zone INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            card INTEGER,
            rating INTEGER,
            outcome TEXT,
            due INTEGER,
            duration INTEGER,
            practice INTEGER,
            response,
            target_writer INTEGER,
            target_number INTEGER,
            name TEXT,
            other_card INTEGER,
            since INTEGER NOT NULL,   -- when they were put here, milliseconds since 1970, UTC
            PRIMARY KEY (writer, number)
        ) WITHOUT ROWID
        ;
INSERT INTO aside VALUES(1772355600000,2,5,60,1,1,3,'c',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1772355700000);
CREATE UNIQUE INDEX event_name ON event (writer, number);
CREATE INDEX event_rare ON event (kind) WHERE kind <> 1;
PRAGMA application_id = 1903848308;
CREATE TABLE exported (       -- of this file alone: notes as they went out to Anki
            note TEXT PRIMARY KEY,    -- `deck#note`, with what a card's id has behind it
            digest TEXT NOT NULL,     -- of what was written of it
            at INTEGER NOT NULL       -- when that became so, seconds since 1970, UTC
        ) WITHOUT ROWID;
INSERT INTO exported VALUES('suez#builder','c0ffee',1772335680);
PRAGMA user_version = 7;
