-- A round can also put the worst served first, or that nobody would rather swap; and an arrangement can put first what its round did not.
alter table cohort_criteria drop constraint cohort_criteria_first_check;
alter table cohort_criteria add constraint cohort_criteria_first_check check (first in ('matched', 'total', 'fairest', 'stable'));
alter table match_round drop constraint match_round_first_check;
alter table match_round add constraint match_round_first_check check (first in ('matched', 'total', 'fairest', 'stable'));
-- null: what its round put first, as every arrangement did before
alter table arrangement add column first text check (first in ('matched', 'total', 'fairest', 'stable'));
