-- Grounds that were answered since are no longer those of the claim: its history tells them.
update claims set grounds = null
 where grounds is not null
   and (state in ('proposed', 'approved', 'communicated', 'settled', 'verified')
        or (state = 'closed' and closing_ground in ('verified', 'silence', 'merged')));
