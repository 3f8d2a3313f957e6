"""Fictional denials and requests, written for tests: no sentence is from a real letter."""

from letters.denial import Finding, read_denial


def found(text: str, kind: str, counts: bool = True) -> set[str]:
    """The values of a kind that are found in a text."""
    return {one.value for one in read_denial(text).findings if one.kind == kind and one.counts is counts}


def one(text: str, kind: str, value: str) -> Finding:
    """What was found of one value."""
    return next(each for each in read_denial(text).findings if (each.kind, each.value) == (kind, value))


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

TABLE_LETTER = """ACME UTILIZATION REVIEW
NOTICE OF DETERMINATION
Date: 03/04/2016
Claimant: Odo Fictor
Requesting Provider: Ilse Erfunden, MD, Physical Medicine & Rehabilitation
Reviewer: B. Nemo, DO, Board Certified in Pain Medicine

Requested Treatment\tQuantity\tDetermination
Tramadol ER 150 mg\t#30\tCERTIFIED
Naproxen 550 mg\t#60\tCERTIFIED WITH MODIFICATION
Cyclobenzaprine 7.5 mg\t#90\tNON-CERTIFIED
Lumbar epidural steroid injection at L4-5 and L5-S1 under fluoroscopic guidance\t1\tNON-CERTIFIED
Urine drug screen\t1\tCERTIFIED
MRI of the left shoulder without contrast\t1\tNON-CERTIFIED

CLINICAL SUMMARY:
The claimant is a 47-year-old baker who fell on 02/01/2014. Diagnoses: lumbar radiculopathy, left
shoulder strain. He denies neck pain, bowel or bladder dysfunction. No history of diabetes or knee
surgery. Medications include gabapentin. Twelve sessions of physical therapy were completed with no
functional improvement.

RATIONALE:
Cyclobenzaprine: The MTUS Chronic Pain Medical Treatment Guidelines, page 41, advise a short course
only. The claimant has taken it for over a year.
Lumbar ESI: There is no documentation of radiculopathy on examination and no imaging that
corroborates it.
MRI: There is no evidence of a red flag and no plain films were taken.
"""

MIXED_PARAGRAPHS = """Dear Dr. Erfunden:

We have reviewed your request dated 5/6/2016, received 5/9/2016, for acupuncture 2x6 for the neck, a
cervical pillow, Norco 5/325 mg #60 and a functional capacity evaluation. The claimant denies low
back pain and has no history of shoulder surgery.

Acupuncture is approved for six visits as a trial, which is a modification of the twelve visits that
were requested. The cervical pillow is authorized. Norco has been taken since 2012 without
documented improvement in function; the request for Norco 5/325 mg #60 is therefore denied. We are
unable to certify the functional capacity evaluation, since no return to work was tried. Ibuprofen
was previously certified and is not in dispute.

If you disagree you may ask for an independent medical review.
"""

NUMBERED_RFA = """STATE OF CALIFORNIA
REQUEST FOR AUTHORIZATION (DWC Form RFA)
Employee Name: Odo Fictor
Date of Injury: 02/01/2014
Requesting Physician Information
Name: Ilse Erfunden, MD
Practice Name: Inventa Pain Management and Physical Therapy
Specialty: Orthopedic Surgery
Requested Treatment (see instructions for guidance)
Diagnosis (Required): Right carpal tunnel syndrome   ICD-Code: G56.01
Service/Good Requested (Required):
1. Right carpal tunnel release
2. Post-operative physical therapy 3x4, right wrist
3. Wrist brace. Cold therapy unit, 7 day rental
4. Ondansetron 4 mg #10
Other Information: Patient denies tobacco use. Failed Motrin.
Requesting Physician Signature: ______
Claims Administrator Response
Approved   Denied   Delay
"""
