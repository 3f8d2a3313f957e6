"""Letters: from a file to the facts that a final determination letter states.

Pure Python, without Django, database, clock or network, so that a bad parse is
reproduced by one command on one file::

    file --read_letter--> LetterText --parse_letter--> ParsedLetter
"""
