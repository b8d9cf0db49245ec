"""The losses in PyTorch, eager, on one thread, with automatic gradients.

Binary: sigmoid_focal_loss as torchvision has it. Softmax: cross_entropy, and the modulating factor from its own result.
"""

import os

os.environ["OMP_NUM_THREADS"] = "1"

import torch
import torch.nn.functional as F

torch.set_num_threads(1)
VERSION = f"PyTorch {torch.__version__}"


def prepare(task, labels, logits):
    gamma, alpha = task["gamma"], task["alpha"]
    inputs = torch.from_numpy(logits)
    if task["loss"] == "softmax":
        targets = torch.from_numpy(labels).long()
        losses = lambda: softmax_focal_loss(inputs, targets, gamma)
    else:
        targets = torch.from_numpy(labels)
        losses = lambda: sigmoid_focal_loss(inputs, targets, alpha, gamma)
    if task["output"] == "value":
        return lambda: losses().mean().item(), dict
    inputs.requires_grad_(True)

    def run():
        inputs.grad = None
        values = losses()
        values.sum().backward()
        return values.detach().mean().item()

    return run, lambda: {"gradients": inputs.grad.numpy()}


def sigmoid_focal_loss(inputs, targets, alpha, gamma):
    p = torch.sigmoid(inputs)
    ce_loss = F.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
    p_t = p * targets + (1 - p) * (1 - targets)
    loss = ce_loss * ((1 - p_t) ** gamma)
    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
    return alpha_t * loss


def softmax_focal_loss(inputs, targets, gamma):
    ce_loss = F.cross_entropy(inputs, targets, reduction="none")
    return ce_loss if gamma == 0 else (1 - torch.exp(-ce_loss)) ** gamma * ce_loss
