-- No query looks for running clocks by their due time: lights are moments of the appeal and the assignment.
DROP INDEX clock_running;
