-- A mentorship whose end was chosen has its own last day, with a last talk or without; and whoever looks after it notes that they called both.
alter table mentorship add column last_on date;
alter table mentorship add column last_talk boolean;
alter table mentorship add column called_on date;
update mentorship
set last_on = closure.last_on, last_talk = closure.manner = 'last-talk'
from closure
where closure.organization_id = mentorship.organization_id and closure.mentorship_id = mentorship.id
  and closure.state in ('chosen', 'complete') and mentorship.state in ('closing', 'closed');
