-- The tables of the protocol suite, in a database of its own. The sync service under test reads them with
-- sync-rules.yaml beside this file, through the publication below.
create type good_kind as enum ('piece', 'weighed');
create domain score as integer check (value between 0 and 100);

create table members (id text primary key, place_id text not null, user_id text not null);
create table goods (
  id text primary key,
  place_id text not null,
  name text not null,
  description text,
  price_minor bigint not null default 0,
  updated_at timestamptz not null default now()
);
-- Values beyond 2 kB go out of line as they are, so that an update leaves them out of the log.
alter table goods alter column description set storage external;
create table counts (id text primary key, place_id text not null, quantity_milli bigint not null);
create table notes (id text primary key, place_id text not null, body text not null);
create table pairs (place_id text not null, tag text not null, weight integer not null, primary key (place_id, tag));
create table value_kinds (
  id text primary key,
  place_id text not null,
  a_text text,
  a_uuid uuid,
  a_bool boolean,
  a_int2 smallint,
  a_int4 integer,
  a_int8 bigint,
  a_float8 double precision,
  a_numeric numeric(12, 4),
  a_date date,
  a_time time,
  a_timestamp timestamp,
  a_timestamptz timestamptz,
  a_jsonb jsonb,
  a_json json,
  a_texts text[],
  an_int_grid integer[][],
  an_enum good_kind,
  a_domain score,
  a_bytea bytea
);

create publication powersync for table members, goods, counts, notes, pairs, value_kinds;
