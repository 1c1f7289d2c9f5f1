-- Figures for monitors, cheap enough to be asked once a minute.
--
-- A till keeps its pending documents to itself until it can send them, so the
-- server cannot count them. What it can know is how long a device has been
-- silent, and what came late: both are here.

create view operating.devices_by_last_sync as
select d.location_id, d.id as device_id, d.code, d.name, d.retired_at, k.last_document_at,
  extract(epoch from now() - coalesce(k.last_document_at, d.created_at))::bigint as silent_seconds
from public.devices d
left join lateral (
  select max(x.created_at) as last_document_at from public.document_keys x where x.device_id = d.id) k on true;
comment on view operating.devices_by_last_sync is
  'When the server last posted a document of each device. A device that sells nothing is silent too.';

create view operating.unsettled_documents as
select r.location_id, count(*) as document_count, min(r.created_at) as oldest_at,
  extract(epoch from now() - min(r.created_at))::bigint as oldest_seconds
from public.rejected_documents r
where r.resolved_at is null
group by r.location_id;
comment on view operating.unsettled_documents is
  'Documents that were sent, refused, and that nobody has settled: the oldest of each location.';

create view operating.rejections_by_code as
select r.code, r.entity_type, count(*) as document_count, sum(r.tries) as try_count,
  count(*) filter (where r.resolved_at is null) as open_count,
  count(*) filter (where r.created_at > now() - interval '1 day') as last_day_count, max(r.updated_at) as last_at
from public.rejected_documents r
group by r.code, r.entity_type;
comment on view operating.rejections_by_code is 'How often each rule has refused a document, and what of that is not settled.';

create view operating.replication_lag as
select s.slot_name::text as slot_name, s.active as is_active, s.wal_status,
  pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.confirmed_flush_lsn)::bigint as lag_bytes
from pg_catalog.pg_replication_slots s
where s.slot_type = 'logical';
comment on view operating.replication_lag is
  'How far the sync service is behind. A slot that is not active keeps the log of the database on its disk until that is full.';
