"""The learning content: framework.yaml and one folder per principle.

Data only; `olw_core.content` reads it.
"""
