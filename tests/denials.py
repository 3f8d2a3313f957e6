"""Fictional denials and requests, written for tests: no sentence is from a real letter."""

NORCO_AND_THERAPY = """NOTICE OF UTILIZATION REVIEW DECISION
Employee: Quillon Fabelmann
Claim number: FICTION-0001

Treatment requested: 1. Norco 10/325mg #60
2. Flexiril 7.5mg #90
3. Twelve more sessions of physical therapy for the lumbar spine

Determination: Non-certified

Summary: The applicant is a 52 year old clerk. Diagnoses include lumbar strain and cervical strain. He
takes gabapentin and omeprazole, and took ibuprofen in the past. He denied numbness of the hands.

Rationale: The CA MTUS Chronic Pain Medical Treatment Guidelines, pages 78-80, allow opioids to go on after
a return to work. There is no documented functional improvement. The request for Norco is not medically
necessary. Per MTUS, 2009, Chronic pain, page 64, such drugs are for short courses. The ODG, Low Back
Chapter, Physical therapy, allows ten visits. The requested visits exceed the recommended number.

You may request an Independent Medical Review within 30 days of this notice.
"""

SHOULDER_RFA = """REQUEST FOR AUTHORIZATION
Employee: Quillon Fabelmann
Diagnosis (Required): rotator cuff tear
Service/Good Requested (Required): Left shoulder arthroscopy with rotator cuff repair
Requesting physician: Dr. Inventa
"""

TIZANIDINE = """The request for Zanaflex 4mg #30 for the low back is non-certified. The Chronic Pain Medical
Treatment Guidelines, page 66, are cited. There is no documented functional improvement.
"""

NOTICES = """YOUR RIGHTS
You may request an independent medical review within 30 calendar days of this notice. The claims
administrator must receive the signed application from the injured worker or the attorney by mail.
Under Labor Code section 4610 the employer shall establish a utilization review process. The decision
stays in effect for twelve months. Protected health information is disclosed under HIPAA only as the
statute allows. Any dispute over liability is resolved first. For questions, contact an information and
assistance officer of the state.
"""
