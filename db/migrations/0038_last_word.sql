-- Whether it was solved is also answered by WhatsApp, SMS and e-mail: the page shows the last word, whichever way it came. As it was
-- (0034_visit.sql), but that a word of the page itself goes first only while it waits to be taken in.
CREATE OR REPLACE FUNCTION resident.own_words(code_hash bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, private AS $$
  SELECT jsonb_build_object(
    'open', a.closed_at IS NULL, 'reopensUntil', CASE WHEN a.status = 'answered' AND private.reopens_until(a.closed_at) > now() THEN private.reopens_until(a.closed_at) END,
    'withdrawing', EXISTS (SELECT FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'withdrawal' AND i.state = 'waiting'),
    'rating', CASE WHEN a.status = 'answered' THEN coalesce(
      (SELECT i.original ->> 'answer' FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'rating' AND i.state = 'waiting' AND (i.original ->> 'round')::integer = a.round ORDER BY i.id DESC LIMIT 1),
      (SELECT r.answer FROM private.rating r WHERE r.appeal = a.id AND r.round = a.round ORDER BY r.id DESC LIMIT 1)) END,
    'said', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', i.arrived_at, 'text', i.original ->> 'text', 'photos',
        (SELECT count(*) FROM private.attachment t WHERE t.inbound = i.id)) ORDER BY i.id), '[]')
      FROM private.inbound i WHERE i.appeal = a.id AND i.source = 'track' AND i.kind = 'addition'),
    'visit', (SELECT jsonb_build_object('at', b.starts_at, 'place', b.place, 'host', s.name, 'cancels', a.channel = 'reception' AND a.status = 'received')
      FROM private.booking b JOIN private.staff s ON s.id = b.official WHERE b.appeal = a.id AND b.state = 'booked' AND b.starts_at + make_interval(mins => b.minutes) > now()))
  FROM private.appeal a WHERE a.tracking_hash = code_hash
$$;
REVOKE ALL ON FUNCTION resident.own_words(bytea) FROM PUBLIC;
