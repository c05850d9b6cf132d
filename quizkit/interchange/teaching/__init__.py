"""Questions for courses: Moodle, GIFT, Aiken, QTI and Canvas.

moodle_xml    Moodle XML; `moodle_questions`: kinds of question; `moodle_gaps`: gaps within a
              text; `moodle_out`: the way back; `moodle_text`: texts as Moodle writes them
gift          GIFT; `gift_lines`: a file cut into questions; `gift_answers`: what stands in
              braces; `gift_notes`: notes made of them; `gift_out`: the way back
aiken         Aiken
qti           QTI; `qti_items`: items of versions 2 and 3; `qti_old`: of 1.2; `qti_out`: the
              way back
canvas_out    QTI 1.2 as Canvas takes it; `question_out`: what Moodle, QTI and Canvas have in common
xml_tree      XML as a tree; `html_fields`: texts in HTML of one question
"""
