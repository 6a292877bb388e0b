//! New entries in logs of every form.

use super::assert_edit;

#[test]
fn an_entry_goes_among_the_items_that_are_there_in_their_form_and_order() {
    for (before, line, after) in [
        ("- 2014-07-23 met\n", "log 2014-09-15 lunch @ FOSDEM", "- 2014-07-23 met\n- 2014-09-15 lunch @ FOSDEM\n"),
        (
            "## Log\n\n- 2014-07-23 met\n- 2014-08-01 call\n\n## To do\n\nx\n",
            "log 2014-09-15 sent it",
            "## Log\n\n- 2014-07-23 met\n- 2014-08-01 call\n- 2014-09-15 sent it\n\n## To do\n\nx\n",
        ),
        (
            "* 2014-08-01 call\n* 2014-07-23 met\n",
            "log 2014-09-15 x",
            "* 2014-09-15 x\n* 2014-08-01 call\n* 2014-07-23 met\n",
        ),
        (
            "- **2014-07-23** — met\n  and more\n",
            "log 2014-09-15 x",
            "- **2014-07-23** — met\n  and more\n- **2014-09-15** — x\n",
        ),
        ("- **2014-07-23:** met\n", "log 2014-09-15 x", "- **2014-07-23:** met\n- **2014-09-15:** x\n"),
        ("- [[2014-07-23]] - met\n", "log 2014-09-15 x", "- [[2014-07-23]] - met\n- [[2014-09-15]] - x\n"),
        ("- [[2014-07-23|23 July]] met\n", "log 2014-09-15 x", "- [[2014-07-23|23 July]] met\n- [[2014-09-15]] x\n"),
        ("- 2014/07/23: met\n", "log 2014-09-15 x", "- 2014/07/23: met\n- 2014/09/15: x\n"),
        (
            "  - 2014-07-23 met\n  - 2014-07-24 x\n",
            "log 2014-09-15 y",
            "  - 2014-07-23 met\n  - 2014-07-24 x\n  - 2014-09-15 y\n",
        ),
        (
            "- Log\n  - 2014-07-23 met\n- Other\n",
            "log 2014-09-15 y",
            "- Log\n  - 2014-07-23 met\n  - 2014-09-15 y\n- Other\n",
        ),
        (
            "1. 2014-07-23 met\n2. 2014-07-24 x\n",
            "log 2014-09-15 y",
            "1. 2014-07-23 met\n2. 2014-07-24 x\n3. 2014-09-15 y\n",
        ),
        (
            "- 2014-07-23 met\n\n- 2014-07-24 x\n",
            "log 2014-09-15 y",
            "- 2014-07-23 met\n\n- 2014-07-24 x\n\n- 2014-09-15 y\n",
        ),
        (
            "- 2014-07-23 met\n- 2014-09-20 x\n",
            "log 2014-09-15 y",
            "- 2014-07-23 met\n- 2014-09-15 y\n- 2014-09-20 x\n",
        ),
        (
            "- 2014-09-20 x\n- 2014-07-23 met\n",
            "log 2014-09-15 y",
            "- 2014-09-20 x\n- 2014-09-15 y\n- 2014-07-23 met\n",
        ),
        (
            "- 2014-07-23 met\n  - told me\n    - twice\n- 2014-07-24 x\n",
            "log 2014-07-23 y",
            "- 2014-07-23 met\n  - told me\n    - twice\n- 2014-07-23 y\n- 2014-07-24 x\n",
        ),
        (
            "- 2014-07-23 met\n- [x] 2014-07-30 sent\n",
            "log 2014-09-15 y",
            "- 2014-07-23 met\n- 2014-09-15 y\n- [x] 2014-07-30 sent\n",
        ),
        (
            "- 2014-07-23 met\n- [x] 2014-07-30 sent\n- 2014-08-31 call\n",
            "log 2014-09-15 y",
            "- 2014-07-23 met\n- [x] 2014-07-30 sent\n- 2014-08-31 call\n- 2014-09-15 y\n",
        ),
        ("-\t2014-07-23 met\n", "log 2014-09-15 y", "-\t2014-07-23 met\n-\t2014-09-15 y\n"),
        ("- 2014-07-23 met\n", "log 2014-09-15 y\n\nmore\n- z", "- 2014-07-23 met\n- 2014-09-15 y\n\n  more\n  - z\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn an_entry_goes_under_a_heading_or_into_a_table_as_the_others_do() {
    for (before, line, after) in [
        (
            "### 2014-07-23 met\n\nhello\n",
            "log 2014-09-15 call: yes",
            "### 2014-07-23 met\n\nhello\n\n### 2014-09-15 call\n\nyes\n",
        ),
        (
            "## 2014-09-01 call\n\nb\n\n## 2014-07-23 met\n\na\n",
            "log 2014-09-15 x",
            "## 2014-09-15\n\nx\n\n## 2014-09-01 call\n\nb\n\n## 2014-07-23 met\n\na\n",
        ),
        (
            "### 2014-07-23 met @ X: hello\n",
            "log 2014-09-15 call: yes",
            "### 2014-07-23 met @ X: hello\n\n### 2014-09-15 call: yes\n",
        ),
        (
            "## 2014-07-23 met\n\na\n\n## 2014-07-24 call\n\nb\n\n## Other\n\nc\n",
            "log 2014-09-15 note: x",
            "## 2014-07-23 met\n\na\n\n## 2014-07-24 call\n\nb\n\n## 2014-09-15 note\n\nx\n\n## Other\n\nc\n",
        ),
        (
            "| Date | Kind | What |\n|---|---|---|\n| 2014-07-23 | met | hi |\n",
            "log 2014-09-15 lunch: renewal",
            "| Date | Kind | What |\n|---|---|---|\n| 2014-07-23 | met | hi |\n| 2014-09-15 | lunch | renewal |\n",
        ),
        (
            "| Date | What |\n|---|---|\n| 2014-07-23 | met her |\n\nx\n",
            "log 2014-09-15 a | b",
            "| Date | What |\n|---|---|\n| 2014-07-23 | met her |\n| 2014-09-15 | a \\| b |\n\nx\n",
        ),
        (
            "| D | K | W |\n|---|---|---|\n| 2014-09-01 | call | b |\n| 2014-07-23 | met | a |\n",
            "log 2014-09-15 x",
            "| D | K | W |\n|---|---|---|\n| 2014-09-15 |  | x |\n| 2014-09-01 | call | b |\n| 2014-07-23 | met | a |\n",
        ),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn the_first_entry_goes_under_a_heading_for_logs_or_a_new_one_at_the_end() {
    for (before, line, after) in [
        ("# Ada\n", "log 2014-09-15 x", "# Ada\n\n## Log\n\n- 2014-09-15 x\n"),
        ("# Ada\n\ntext\n\n", "log 2014-09-15 x", "# Ada\n\ntext\n\n## Log\n\n- 2014-09-15 x\n\n"),
        ("# Ada\n\n## Log\n\n## To do\n", "log 2014-09-15 x", "# Ada\n\n## Log\n\n- 2014-09-15 x\n\n## To do\n"),
        ("# Ada\n\n## Log\n## To do\n", "log 2014-09-15 x", "# Ada\n\n## Log\n\n- 2014-09-15 x\n\n## To do\n"),
        ("## Log\n\n- nothing yet\n", "log 2014-09-15 x", "## Log\n\n- nothing yet\n- 2014-09-15 x\n"),
        (
            "## To do\n\n- [x] 2014-07-30 sent\n",
            "log 2014-09-15 x",
            "## To do\n\n- [x] 2014-07-30 sent\n\n## Log\n\n- 2014-09-15 x\n",
        ),
    ] {
        assert_edit(before, line, after);
    }
    let edited = |text: &str| super::edited(text, "log 2014-09-15 x");
    assert_eq!(edited(""), "## Log\n\n- 2014-09-15 x\n");
    assert_eq!(edited("---\nname: Ada\n---\n"), "---\nname: Ada\n---\n\n## Log\n\n- 2014-09-15 x\n");
    assert_eq!(edited("---\nname: Ada\n---"), "---\nname: Ada\n---\n\n## Log\n\n- 2014-09-15 x\n");
}

#[test]
fn of_several_sections_the_one_for_logs_counts_then_the_latest_year_then_the_longest() {
    for (before, after) in [
        (
            "## Gifts\n\n- 2014-12-24 book\n- 2014-12-25 pen\n- 2014-12-26 ink\n\n## Log\n\n- 2014-07-23 met\n",
            "## Gifts\n\n- 2014-12-24 book\n- 2014-12-25 pen\n- 2014-12-26 ink\n\n## Log\n\n- 2014-07-23 met\n- 2014-09-15 x\n",
        ),
        (
            "## 2013\n\n- 2013-01-01 a\n- 2013-02-01 b\n\n## 2014\n\n- 2014-07-23 met\n",
            "## 2013\n\n- 2013-01-01 a\n- 2013-02-01 b\n\n## 2014\n\n- 2014-07-23 met\n- 2014-09-15 x\n",
        ),
        (
            "## What we did\n\n- 2014-07-23 a\n- 2014-07-24 b\n\n## Gifts\n\n- 2014-12-24 book\n",
            "## What we did\n\n- 2014-07-23 a\n- 2014-07-24 b\n- 2014-09-15 x\n\n## Gifts\n\n- 2014-12-24 book\n",
        ),
    ] {
        assert_edit(before, "log 2014-09-15 x", after);
    }
}

#[test]
fn the_line_before_a_new_entry_keeps_its_blanks() {
    for (before, line, after) in [
        ("- 2014-02-01 y  \n", "log 2014-09-15 hi", "- 2014-02-01 y  \n- 2014-09-15 hi\n"),
        ("- 2014-02-01 y\n  more \t\n", "log 2014-09-15 hi", "- 2014-02-01 y\n  more \t\n- 2014-09-15 hi\n"),
        ("### 2014-02-01 y\n\nbar  \n", "log 2014-09-15 hi", "### 2014-02-01 y\n\nbar  \n\n### 2014-09-15 hi\n"),
        ("## Log  \n", "log 2014-09-15 hi", "## Log  \n\n- 2014-09-15 hi\n"),
        ("text  \n", "log 2014-09-15 hi", "text  \n\n## Log\n\n- 2014-09-15 hi\n"),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn kind_and_place_are_taken_from_the_text_where_the_log_keeps_them_apart() {
    for (before, line, after) in [
        (
            "### 2014-01-01 call\n\nfoo\n",
            "log 2014-09-15 lunch @ FOSDEM: said yes",
            "### 2014-01-01 call\n\nfoo\n\n### 2014-09-15 lunch @ FOSDEM\n\nsaid yes\n",
        ),
        (
            "### 2014-01-01 call\n\nfoo\n",
            "log 2014-09-15 @ FOSDEM",
            "### 2014-01-01 call\n\nfoo\n\n### 2014-09-15 @ FOSDEM\n",
        ),
        (
            "| Date | Kind | What |\n|---|---|---|\n| 2014-07-23 | met | hi |\n",
            "log 2014-09-15 lunch @ X: y",
            "| Date | Kind | What |\n|---|---|---|\n| 2014-07-23 | met | hi |\n| 2014-09-15 | lunch @ X | y |\n",
        ),
        (
            "| Log |\n|---|\n| 2014-07-23 call |\n",
            "log 2014-09-15 x",
            "| Log |\n|---|\n| 2014-07-23 call |\n| 2014-09-15 x |\n",
        ),
    ] {
        assert_edit(before, line, after);
    }
}

#[test]
fn sections_of_months_get_the_entries_of_their_month() {
    let before =
        "## Log\n\n### September 2014\n\n- 2014-09-02 x\n- 2014-09-01 y\n\n### August 2014\n\n- 2014-08-02 x\n";
    assert_edit(before, "log 2014-08-15 hi", &before.replace("- 2014-08-02 x\n", "- 2014-08-02 x\n- 2014-08-15 hi\n"));
    assert_edit(before, "log 2014-09-15 hi", &before.replace("- 2014-09-02 x\n", "- 2014-09-15 hi\n- 2014-09-02 x\n"));
}

#[test]
fn a_section_of_a_month_that_is_empty_gets_its_first_entry() {
    let before = "## 2014-09\n\n## 2014-08\n\n- 2014-08-03 call\n";
    assert_edit(before, "log 2014-09-15 hi", "## 2014-09\n\n- 2014-09-15 hi\n\n## 2014-08\n\n- 2014-08-03 call\n");
    assert_edit(before, "log 2014-07-15 hi", "## 2014-09\n\n## 2014-08\n\n- 2014-07-15 hi\n- 2014-08-03 call\n");
}

#[test]
fn an_entry_may_link_whom_one_was_with() {
    for (before, line, after) in [
        (
            "- 2014-07-23 call with [[Ann]]\n",
            "log 2014-09-15 lunch with [[Bo]] and [[Cy]]",
            "- 2014-07-23 call with [[Ann]]\n- 2014-09-15 lunch with [[Bo]] and [[Cy]]\n",
        ),
        (
            "| 2014-07-23 | call |\n",
            "log 2014-09-15 lunch with [[Bo]]",
            "| 2014-07-23 | call |\n| 2014-09-15 | lunch with [[Bo]] |\n",
        ),
        ("- [ ] 2014-08-01 lunch with [[Bo]]\n", "tick lunch", "- [x] 2014-08-01 lunch with [[Bo]]\n"),
    ] {
        assert_edit(before, line, after);
    }
}
