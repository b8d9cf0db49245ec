"""The losses of torch_contestant.py, compiled by torch.compile, on one thread, with automatic gradients."""

import torch

import torch_contestant

VERSION = torch_contestant.VERSION

# Compilation needs more than PyTorch: a compiler for C++. What is missing shows at the first call.
try:
    torch.compile(torch.sin)(torch.zeros(1))
except Exception as error:
    reason = str(error).strip().splitlines()
    raise ImportError(f"torch.compile does not work: {reason[0] if reason else type(error).__name__}")

torch_contestant.sigmoid_focal_loss = torch.compile(torch_contestant.sigmoid_focal_loss)
torch_contestant.softmax_focal_loss = torch.compile(torch_contestant.softmax_focal_loss)
prepare = torch_contestant.prepare
