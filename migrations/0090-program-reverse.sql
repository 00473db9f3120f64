-- In a reverse program the junior side mentors the senior side. How people meet is settled with the first proposal that anybody was sent.
alter table program drop constraint program_format_check;
alter table program add constraint program_format_check check (format in ('one-to-one', 'reverse'));
alter table program add column format_settled_at timestamptz;
update program set format_settled_at = first_proposal.proposed_at
from (select organization_id, program_id, min(proposed_at) as proposed_at from proposal group by organization_id, program_id) as first_proposal
where first_proposal.organization_id = program.organization_id and first_proposal.program_id = program.id;
