"""Bad input, all of it: a clear message that says what to do, nothing typed lost, nothing half-written.

==============================  =======================================================  =============================
what                            doors                                                    test
==============================  =======================================================  =============================
empty, huge, encrypted, broken  attachment, hand-in, counter, receipt (portal, desk),    test_files.py; kinds in detail
PDF, bomb, wrong type, EICAR,   paper petition; upload in pieces                         toaan/engines/pdf/tests,
names of files                                                                           toaan/core/tests/test_uploads.py
300 letters, emoji, NFD, marks  every form of every page of the census; stored texts;    test_texts.py (hardest texts in
right to left, NUL, dates,      every parameter of every address                         each run; all of them in the
amounts, 1 MB                                                                            practice court: marker pages)
double submit, back button      each act of the thread of a petition, two browsers       test_twice.py
two tabs                        petition, judgment draft, minutes, review                toaan/filing/tests/test_pages.py,
                                                                                         toaan/judgments/tests/test_pages.py,
                                                                                         toaan/hearings/tests/test_pages.py
two officers on one act         acceptance, assignment, amendment beside jurisdiction    test_twice.py; handover in
                                                                                         toaan/cases/tests/test_handover_at_once.py
a session that expires          request for amendment, intake, counter, draft,           test_gone.py; in a browser
                                hand-in, appeal                                          test_journey.py
a post left a minute ago        request for amendment, intake, counter, draft            test_gone.py
a wrong clock                   an act behind the audit; receipt dated tomorrow;         test_clock.py
                                a practice clock moved back
a full disk                     files and database on a disk that is really full         test_full_disk.py, test_outages.py
a database that restarts        a real PostgreSQL stopped and started under the whole    test_restart.py, test_outages.py
or is locked                    court; SQLite locked by another process                  test_full_disk.py
==============================  =======================================================  =============================

Each counts the rows of every table before and after, looks for what was typed on the page, and verifies the audit.
"""
