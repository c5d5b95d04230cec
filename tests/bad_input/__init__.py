"""Bad input, all of it: a clear message that says what to do, nothing typed lost, nothing half-written.

Each line: what, and the test that holds it (`test_table.py` looks whether it is there). Those of other folders hold the
same promise beside the code that keeps it.

====================================  ================================================================================
Empty, huge, encrypted, broken PDF;   test_files.py::test_every_bad_file_at_this_door
decompression bomb (packed PDF,       test_files.py::test_sent_in_pieces_it_is_refused_too_and_nothing_of_it_stays
office file); wrong type; EICAR;      test_files.py::test_a_paper_to_be_checked_is_only_read
at every door that takes files        test_files.py::test_no_door_is_forgotten
Each kind of fault of a file          toaan/engines/pdf/tests/test_inspection.py::test_refuses_with_a_reason_and_a_remedy
Names of files: long, emoji,          test_files.py::test_a_good_file_comes_in_though_its_name_is_long_decomposed_and_full_of_marks
NFD, right to left
Texts: 300 letters, emoji, NFD,       test_texts.py::test_the_hardest_texts_in_the_forms_of_a_small_court
right to left, NUL, dates, amounts,   test_texts.py::test_the_worst_texts_at_every_door_of_the_practice_court (marker pages)
1 MB; every form of desk and portal   test_texts.py::test_what_is_stored_is_composed_and_reads_as_it_stands
Garbage in an address                 test_texts.py::test_garbage_in_an_address
Double submit, back button            test_twice.py::test_each_act_of_the_thread_pressed_twice_at_once_is_done_once
Two tabs                              toaan/filing/tests/test_pages.py::test_the_second_window_keeps_what_was_typed
                                      toaan/judgments/tests/test_pages.py::test_a_conflict_shows_both_texts_and_the_next_save_is_a_decision
                                      toaan/hearings/tests/test_pages.py::test_two_tabs_lose_nothing
                                      toaan/hearings/tests/test_pages.py::test_session_minutes_in_two_tabs_show_both_versions
                                      toaan/publication/tests/test_desk.py::test_another_tab_was_quicker_and_what_was_typed_stays
Two officers on one act               test_twice.py::test_two_officers_on_one_act_one_wins_and_the_other_is_told_who_and_when
                                      test_twice.py::test_two_presidents_assign_the_same_petition_and_only_one_does
                                      test_twice.py::test_who_wrote_while_a_colleague_was_first_keeps_the_text
                                      toaan/cases/tests/test_handover_at_once.py::test_two_leaders_hand_the_same_cases_to_different_people
A session that expires while typing   test_gone.py::test_a_session_that_ended_while_typing
                                      test_gone.py::test_who_signs_in_again_stands_before_the_page_that_was_left
                                      test_gone.py::test_who_holds_two_posts_chooses_one_and_goes_on
                                      test_journey.py::test_what_was_typed_is_offered_after_the_sign_in (marker browser)
Who left the post a minute ago        test_gone.py::test_who_left_the_post_a_minute_ago_is_told_and_keeps_the_text
A wrong clock                         test_clock.py::test_a_clock_that_is_behind_is_refused_in_words_and_nothing_is_lost
                                      test_clock.py::test_after_a_clock_ran_ahead_a_court_need_not_wait_for_the_day_it_showed
                                      test_clock.py::test_a_receipt_dated_tomorrow_is_refused_beside_its_field
A full disk                           test_outages.py::test_the_page_says_what_to_do_and_can_send_everything_again
                                      test_full_disk.py::test_a_full_disk_takes_nothing_and_loses_nothing (marker chaos)
A database that restarts              test_outages.py::test_sent_again_when_all_is_well_it_is_taken
                                      test_restart.py::test_the_database_restarts_while_a_clerk_works (marker chaos)
Whoever is refused                    test_way_back.py::test_above_every_act_lies_a_page
====================================  ================================================================================
"""
